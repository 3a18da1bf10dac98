import { Readable } from "node:stream";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { z } from "zod";
import type { PublishedResults } from "../../analysis/report/published-results.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import { checkReceipt } from "../actions/check-receipt.ts";
import {
	genuineSurveys,
	surveysWithBallotBox,
} from "../actions/genuine-surveys.ts";
import { lotOffer } from "../actions/lot-offer.ts";
import { submitResponse } from "../actions/submit-response.ts";
import { submitToken } from "../actions/submit-token.ts";
import { serviceWorker } from "../assets.ts";
import { ballotBoxFile } from "../ballot-box.ts";
import { compiledSurvey, compiledVersion } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import { fieldStatus } from "../field-status.ts";
import { speak } from "../languages.ts";
import { ballotBoxPage, ballotBoxStyleHash } from "../pages/ballot-box.tsx";
import {
	closedPage,
	leftPage,
	notOpenPage,
	pausedPage,
	styleHash,
} from "../pages/respondent.tsx";
import {
	notPublishedPage,
	resultsPage,
	resultsStyleHash,
} from "../pages/results.tsx";
import { verifyPage } from "../pages/verify.tsx";
import { welcomePage } from "../pages/welcome.tsx";
import { whoKnowsPage } from "../pages/who-knows.tsx";
import { type PhoneText, phonePage } from "../phone-page.ts";
import { publicBallotBox } from "../public-ballot-box.ts";
import { Refusal } from "../refusal.ts";
import { resultsPdf } from "../results-pdf.ts";
import { tokenPlace } from "../token-place.ts";
import { jsonBody } from "./json-body.ts";

const isOne = ({
	response,
	outcome,
}: {
	response?: unknown;
	outcome?: string | undefined;
}) => (response === undefined) !== (outcome === undefined);

const submission = z
	.object({
		code: z.string().max(64),
		receipt: z.string().regex(/^[\w-]{43}$/),
		response: z.unknown().optional(),
		texts: z.unknown().optional(),
		outcome: z.enum(["declined", "screened"]).optional(),
	})
	.refine(isOne, { path: ["response"] });

const tokenSubmission = z
	.object({
		token: z.object({
			message: z.string().max(4096),
			signature: z.string().max(4096),
		}),
		lot: z.string().max(20),
		response: z.unknown().optional(),
		texts: z.unknown().optional(),
		outcome: z.literal("screened").optional(),
	})
	.refine(isOne, { path: ["response"] });

/** A form never exceeds some 10 KiB; the padded request stays far below this. */
const largestBody = 128 * 1024;

/** A receipt in a plain form. */
const shortBody = bodyLimit({
	maxSize: 4096,
	onError: () => {
		throw new Refusal("too-large");
	},
});

async function closedSurvey(context: ServerContext, id: string) {
	const closed = await surveysWithBallotBox(context);
	const survey = closed.find((one) => one.id === id);
	if (!survey) throw new Refusal("unknown-survey");
	return survey;
}

async function surveyWithResults(context: ServerContext, id: string) {
	const stored = await context.store.survey(id);
	if (!stored) throw new Refusal("unknown-survey");
	const published = await context.store.publication(id);
	return {
		survey: { id, title: stored.definition.title },
		results: published?.page,
	};
}

const forever = "public, max-age=31536000, immutable";

/** Routes of respondents: no cookie is set, nothing is logged, nothing but a POST changes anything. */
export function respondentRoutes(context: ServerContext) {
	const spokenOn = (c: Context, survey?: Survey) =>
		speak(context.languages, c.req.query("lang"), survey);
	const textsFor = async (c: Context, survey: Survey) => {
		const lots = await context.store.lots(survey.id);
		const levels = Object.fromEntries(lots.map(({ id, level }) => [id, level]));
		const tokens = await tokenPlace(context, survey.id);
		return phonePage(survey, spokenOn(c, survey), levels, tokens);
	};
	const asBrotli = (c: Context, { text, brotli }: PhoneText, type: string) => {
		c.header("Content-Type", type);
		c.header("Vary", "Accept-Encoding");
		const accepted = c.req.header("accept-encoding") ?? "";
		if (!/\bbr\b/.test(accepted)) return c.body(text);
		c.header("Content-Encoding", "br");
		return c.body(brotli);
	};
	/** Drawn once for all that it says: it takes a fifth of a second, in which no phone is served. */
	const pdfs = new Map<string, { says: string; pdf: Promise<Buffer> }>();
	const pdfOf = (
		{ id, title }: { id: string; title: Text },
		results: PublishedResults,
	): Promise<Buffer> => {
		const says = JSON.stringify([title, results]);
		const known = pdfs.get(id);
		if (known?.says === says) return known.pdf;
		const { words } = speak(context.languages, "vi");
		const pdf = resultsPdf(title, results, words.results);
		pdfs.set(id, { says, pdf });
		pdf.catch(() => pdfs.delete(id));
		return pdf;
	};
	return new Hono()
		.use(async (c, next) => {
			await next();
			c.header(
				"Content-Security-Policy",
				`default-src 'none'; script-src 'self'; style-src ${styleHash} ${ballotBoxStyleHash} ${resultsStyleHash}; connect-src ${["'self'", context.issuerUrl ?? ""].join(" ").trim()}; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
			);
			c.header("Referrer-Policy", "no-referrer");
			c.header("X-Content-Type-Options", "nosniff");
		})
		.use(compress())
		.get("/", async (c) => {
			const surveys = await context.store.surveys();
			const open = surveys.filter(({ status }) => status === "open");
			return c.html(
				welcomePage(
					open.map(({ id, definition: { title } }) => ({ id, title })),
					spokenOn(c),
				),
			);
		})
		.get("/xac-minh", async (c) =>
			c.html(
				verifyPage(
					await genuineSurveys(context),
					await surveysWithBallotBox(context),
					context.publicUrl,
					spokenOn(c),
				),
			),
		)
		.get("/s/:survey/xac-minh", async (c) => {
			const id = c.req.param("survey");
			const genuine = await genuineSurveys(context);
			const one = genuine.filter((survey) => survey.id === id);
			const spoken = spokenOn(c);
			if (one.length > 0)
				return c.html(verifyPage(one, [], context.publicUrl, spoken));
			const closed = await closedSurvey(context, id);
			const box = await publicBallotBox(context.store, id);
			return c.html(ballotBoxPage(closed.title, box, spoken));
		})
		.post("/s/:survey/xac-minh", shortBody, async (c) => {
			const id = c.req.param("survey");
			const { title } = await closedSurvey(context, id);
			const { receipt } = await c.req.parseBody();
			const typed = typeof receipt === "string" ? receipt : "";
			const found = await checkReceipt(context.store, id, typed);
			const box = await publicBallotBox(context.store, id);
			c.header("Cache-Control", "no-store");
			return c.html(ballotBoxPage(title, box, spokenOn(c), { typed, found }));
		})
		.get("/s/:survey/thung-phieu.json", async (c) => {
			const id = c.req.param("survey");
			await closedSurvey(context, id);
			const { box } = await publicBallotBox(context.store, id);
			const file = Readable.toWeb(Readable.from(ballotBoxFile(box)));
			return c.body(file as ReadableStream<Uint8Array>, 200, {
				"Content-Type": "application/json",
			});
		})
		.get("/s/:survey/ket-qua", async (c) => {
			const { survey, results } = await surveyWithResults(
				context,
				c.req.param("survey"),
			);
			return results
				? c.html(resultsPage(survey, results, spokenOn(c)))
				: c.html(notPublishedPage(survey.title, spokenOn(c)), 404);
		})
		.get("/s/:survey/ket-qua.pdf", async (c) => {
			const { survey, results } = await surveyWithResults(
				context,
				c.req.param("survey"),
			);
			if (!results) throw new Refusal("not-found");
			const pdf = await pdfOf(survey, results);
			return c.body(new Uint8Array(pdf), 200, {
				"Content-Type": "application/pdf",
			});
		})
		.get("/s/:survey", async (c) => {
			const id = c.req.param("survey");
			const status = await fieldStatus(context.store, id);
			c.header("Cache-Control", "no-cache");
			if (status === "preparing") {
				const stored = await context.store.survey(id);
				return c.html(notOpenPage(stored?.definition, spokenOn(c)));
			}
			const { survey } = await compiledSurvey(context.store, id);
			const spoken = spokenOn(c, survey);
			if (status === "closed") return c.html(closedPage(survey, spoken));
			if (status === "paused") return c.html(pausedPage(survey, spoken));
			const { page } = await textsFor(c, survey);
			return asBrotli(c, page, "text/html; charset=UTF-8");
		})
		.get("/s/:survey/form.json", async (c) => {
			const id = c.req.param("survey");
			const { hash: asked, version } = c.req.query();
			const status = await fieldStatus(context.store, id);
			if (status === "preparing") throw new Refusal("fieldwork-not-open");
			const survey = version
				? await compiledVersion(context.store, id, Number(version))
				: (await compiledSurvey(context.store, id)).survey;
			if (!survey) throw new Refusal("not-found");
			const { form } = await textsFor(c, survey);
			c.header("Cache-Control", asked === form.hash ? forever : "no-cache");
			return asBrotli(c, form, "application/json");
		})
		.get("/s/:survey/lots/:lot/offer.json", async (c) => {
			// A phone asks for its own lot alone, which it names again twice before it has done: it gives nothing away.
			const { root, offer } = await lotOffer(
				context.store,
				c.req.param("survey"),
				c.req.param("lot"),
			);
			c.header(
				"Cache-Control",
				c.req.query("root") === root ? forever : "no-cache",
			);
			return c.json(offer);
		})
		.get("/s/:survey/manifest.json", async (c) => {
			const published = await context.store.tokenManifest(
				c.req.param("survey"),
			);
			if (!published) throw new Refusal("not-found");
			c.header("Cache-Control", "no-cache");
			return c.json(published);
		})
		.get("/sw.js", (c) => {
			c.header("Service-Worker-Allowed", "/s/");
			c.header("Cache-Control", "no-cache");
			return c.body(serviceWorker(), 200, {
				"Content-Type": "text/javascript",
			});
		})
		.get("/xong", (c) => c.html(leftPage(spokenOn(c))))
		.get("/ai-biet-gi", (c) => {
			const isSplit = context.issuerUrl !== undefined;
			return c.html(whoKnowsPage(spokenOn(c), isSplit));
		})
		.post(
			"/s/:survey/responses",
			bodyLimit({
				maxSize: largestBody,
				onError: () => {
					throw new Refusal("too-large");
				},
			}),
			jsonBody(z.union([tokenSubmission, submission])),
			async (c) => {
				const survey = c.req.param("survey");
				const sent = await c.req.text();
				const body = c.req.valid("json");
				const status =
					"token" in body
						? await submitToken(context, survey, body, sent)
						: await submitResponse(context, survey, body, sent);
				c.header("Cache-Control", "no-store");
				return c.json({ status }, status === "stored" ? 201 : 200);
			},
		);
}
