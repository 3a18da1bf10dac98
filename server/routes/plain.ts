import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import type { Survey } from "../../survey-definitions/survey.ts";
import {
	beginPlain,
	type PlainView,
	takePlainPage,
} from "../actions/plain-step.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import { fieldStatus } from "../field-status.ts";
import { isBusy } from "../is-busy.ts";
import { speak } from "../languages.ts";
import { logBug } from "../log-bug.ts";
import { plainPage } from "../pages/plain.tsx";
import { plainStyleHashes } from "../pages/plain-frame.tsx";
import { closedPage, notOpenPage, pausedPage } from "../pages/respondent.tsx";
import { Refusal } from "../refusal.ts";

/** A page of forms sends some 8 KiB, of which the state is most. */
const largestBody = 64 * 1024;

const policy = `default-src 'none'; style-src ${plainStyleHashes}; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

const newReceipt = () => randomBytes(32).toString("base64url");

/**
 * The questionnaire as plain forms, under /s/SURVEY/plain. No script, no cookie, nothing kept between two pages, and no
 * page that a browser or a proxy may keep.
 */
export function plainRoutes(context: ServerContext) {
	type C = Context<object, "/s/:survey/plain">;
	const idOf = (c: Context) => c.req.param("survey") as string;
	const spokenOn = (c: Context, survey?: Survey) =>
		speak(context.languages, c.req.query("lang"), survey);
	const show = async (c: Context, view: PlainView) => {
		const { survey } = await compiledSurvey(context.store, idOf(c));
		const html = plainPage(view, {
			surveyId: idOf(c),
			spoken: spokenOn(c, survey),
			pepper: context.pepper,
			fielded: survey,
		});
		// Whoever goes back from here shall find nothing that this device has kept.
		if (view.show === "sent" || view.show === "left")
			c.header("Clear-Site-Data", '"cache"');
		return c.html(html, statusOf(view));
	};
	/** A page that says why there are no forms just now, if so. */
	const shut = async (c: Context, isAnswering: boolean, isSending = false) => {
		const id = idOf(c);
		const status = await fieldStatus(context.store, id);
		if (status === "preparing") {
			const stored = await context.store.survey(id);
			return c.html(notOpenPage(stored?.definition, spokenOn(c)));
		}
		const { survey } = await compiledSurvey(context.store, id);
		const state = await context.store.surveyState(id);
		if (state?.access === "tokens") return show(c, { show: "tokens" });
		// A form that was sent before, and whose reply was lost, is still told that it is stored.
		if (status === "closed" && !isSending)
			return c.html(
				closedPage(survey, spokenOn(c, survey)),
				isAnswering ? 409 : 200,
			);
		// Whoever is answering goes on; the last page says that forms are not taken yet.
		if (status === "paused" && !isAnswering)
			return c.html(pausedPage(survey, spokenOn(c, survey)));
		return undefined;
	};
	return new Hono()
		.use(async (c, next) => {
			await next();
			c.header("Content-Security-Policy", policy);
			c.header("Referrer-Policy", "no-referrer");
			c.header("X-Content-Type-Options", "nosniff");
			c.header("Cache-Control", "no-store");
		})
		.use(compress())
		.get("/", async (c) => {
			const closed = await shut(c, false);
			if (closed) return closed;
			return show(c, await beginPlain(context, idOf(c), newReceipt()));
		})
		.get("/thoat", async (c) => {
			const closed = await shut(c, true);
			return closed ?? show(c, { show: "left" });
		})
		.post(
			"/",
			bodyLimit({
				maxSize: largestBody,
				onError: (c) => show(c as C, { show: "too-large" }),
			}),
			async (c) => {
				const fields = new URLSearchParams(await c.req.text());
				const closed = await shut(c, true, fields.get("go") === "send");
				if (closed) return closed;
				const { survey } = await compiledSurvey(context.store, idOf(c));
				return show(
					c,
					await takePlainPage(
						context,
						idOf(c),
						fields,
						spokenOn(c, survey).code,
						newReceipt(),
					),
				);
			},
		)
		.onError(async (error, c) => {
			if (error instanceof Refusal && error.code === "unknown-survey")
				throw error;
			if (!isBusy(error)) logBug(error);
			c.header("Retry-After", "1");
			return show(c, { show: "failed" });
		});
}

function statusOf(view: PlainView) {
	switch (view.show) {
		case "consent":
		case "questions":
			return view.problems.length > 0 ? 422 : 200;
		case "review":
			return view.trouble === undefined
				? view.problems.length > 0
					? 422
					: 200
				: troubleStatus[view.trouble];
		case "unreadable":
		case "other-survey":
			return 422;
		case "closed":
			return 409;
		case "too-large":
			return 413;
		case "failed":
			return 503;
		default:
			return 200;
	}
}

const troubleStatus = {
	"code-wrong": 422,
	"unknown-code": 404,
	"used-code": 409,
	"fieldwork-paused": 409,
	"storage-busy": 503,
} as const;
