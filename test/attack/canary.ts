import { randomBytes } from "node:crypto";
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
} from "node:fs";
import { request } from "node:http";
import os from "node:os";
import path from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { randomFrom } from "../../analysis/sampling/random.ts";
import { finalize } from "../../client/respondent/blind-token.ts";
import { issueSlips } from "../../server/actions/issue-slips.ts";
import { compiledSurvey } from "../../server/compiled-survey.ts";
import { readConfig } from "../../server/config.ts";
import type { ServerContext } from "../../server/context.ts";
import { openContext } from "../../server/open-context.ts";
import { unseal } from "../../server/tokens/sealing.ts";
import { draw, toResponse } from "../../survey-definitions/flow.ts";
import { printedSlip } from "../../survey-definitions/slip-code.ts";
import { type Row, row } from "../bench/row.ts";
import {
	addTokenSurvey,
	phoneOf,
	printedCards,
	smallResponse,
} from "../server/token-survey.ts";
import { runProgram } from "../support/run-program.ts";
import { decrypt } from "./attack-copy.ts";

const surveyId = "cadres";

/** Marks that no file may hold, sent to a real process in every place where a phone, a proxy or a browser puts some. */
const marks = () => {
	const mark = (of: string) => `${of}-${randomBytes(9).toString("hex")}`;
	return {
		agent: mark("agent"),
		referrer: mark("https://referrer.example/"),
		cookie: mark("cookie"),
		language: mark("language"),
		query: mark("query"),
		path: mark("path"),
		malformed: mark("malformed"),
		receipt: randomBytes(32).toString("base64url"),
		/** The address of the phone's end of the line, and those that proxies tell. */
		address: `127.${[1, 2, 3].map(() => 100 + ((randomBytes(1)[0] ?? 0) % 150)).join(".")}`,
		forwarded: `203.0.113.${randomBytes(1)[0]}:${40000 + (randomBytes(2).readUInt16BE() % 20000)}`,
		forwarded6: `2001:db8:${randomBytes(6).toString("hex").match(/..../g)?.join(":")}`,
	};
};

/** A text, or bytes as such. */
type Needle = string | Buffer;

/** The same for a survey with tokens, from the card to the form; gives the tokens' messages, which are kept. */
async function sendTokens(
	context: ServerContext,
	port: number,
	forms: number,
	needles: Needle[],
	statuses: Map<number, number>,
): Promise<Buffer[]> {
	await addTokenSurvey(context.store);
	const cards = await printedCards(context);
	const messages: Buffer[] = [];
	const count = (status: number) =>
		statuses.set(status, (statuses.get(status) ?? 0) + 1);
	for (const card of cards.slice(0, forms)) {
		const sent = marks();
		const send = async (path: string, body?: unknown) => {
			const method = body ? "POST" : "GET";
			const text = body ? JSON.stringify(body) : "";
			const reply = await asked(port, method, path, sent, text);
			count(reply.status);
			return new Response(reply.text, { status: reply.status });
		};
		const phone = phoneOf((path, init) =>
			send(`${path}?${sent.query}`, init?.body && JSON.parse(`${init.body}`)),
		);
		const [key, blinded] = await phone.blinded(card);
		await phone.askToken(card, sent.malformed);
		const reply = await phone.askToken(card, blinded.blinded);
		const { signature } = (await reply.json()) as { signature: string };
		const token = await finalize(key, blinded, signature);
		const form = { token, lot: card.lot, receipt: sent.receipt };
		await phone.send({ ...form, response: { v: sent.malformed } });
		await phone.send({ ...form, response: smallResponse() });
		await phone.send({ ...form, response: smallResponse() });
		const { address, ...texts } = sent;
		needles.push(
			...[address, ...Object.values(texts)],
			...[card.code, printedSlip(card.code), card.code.toLowerCase()],
			...[blinded.blinded, Buffer.from(blinded.blinded, "hex")],
			...[blinded.inverse, Buffer.from(blinded.inverse, "hex")],
		);
		messages.push(Buffer.from(token.message, "hex"));
	}
	const sealed = await context.issuer?.store.sealedKey(cards[0]?.lot ?? "");
	if (!sealed || !context.issuer) throw new Error("there is no private key");
	const { sealingKey } = context.issuer;
	const { p, q } = unseal(
		...([sealingKey, sealed.lotId, sealed.sealedPrivateKey] as const),
	).export({ format: "jwk" });
	for (const prime of [p, q])
		needles.push(Buffer.from(prime ?? "", "base64url"));
	return messages;
}

/** Sends marks to a server, seals it, and looks for them in its files, backups, temporary files and what it printed. */
export async function attackWithCanaries(forms: number): Promise<Row[]> {
	const folder = mkdtempSync(path.join(os.tmpdir(), "lang-nghe-canary-"));
	const under = (name: string) => path.join(folder, name);
	for (const name of ["tmp", "opened"]) mkdirSync(under(name));
	const identity = await generateIdentity();
	const env = {
		...{ DATA_DIR: under("data"), PORT: "0", BACKUP_DIR: under("backup") },
		...{ TMPDIR: under("tmp"), SQLITE_TMPDIR: under("tmp") },
		BACKUP_RECIPIENT_COLLECTOR: await identityToRecipient(identity),
	};
	const server = runProgram("main", env);
	try {
		const output = await server.printed(/listening on \S+[\s\S]*\n\n/);
		const port = Number(
			/listening on http:\/\/localhost:(\d+)/.exec(output)?.[1],
		);
		const context = openContext(readConfig(env));
		const { survey } = await compiledSurvey(context.store, surveyId);
		const [lot] = await context.store.lots(surveyId);
		const cards = await issueSlips(context, [
			{ id: lot?.id ?? "", invited: forms },
		]);
		const response = toResponse(survey, {
			setting: { mode: "self" },
			draws: draw(survey, randomFrom(1)),
			answers: { CB_S1: 1 },
		});
		const needles: Needle[] = [];
		const kept = `opinion-${randomBytes(9).toString("hex")}`;
		const statuses = new Map<number, number>();
		for (const code of cards[0]?.codes ?? []) {
			const sent = marks();
			needles.push(
				...Object.values(sent),
				code,
				printedSlip(code),
				code.toLowerCase(),
			);
			const texts = { CB_J4: kept };
			const form = { code, receipt: sent.receipt, response, texts };
			for (const [method, at, body] of [
				["GET", `/s/${surveyId}?${sent.query}`],
				["GET", `/${sent.path}`],
				["POST", `/s/${surveyId}/responses`, `{"code":"${sent.malformed}`],
				["POST", `/s/${sent.path}/responses`, JSON.stringify(form)],
				[
					"POST",
					`/s/${surveyId}/responses`,
					JSON.stringify({ ...form, response: { v: sent.malformed } }),
				],
				["POST", `/s/${surveyId}/responses`, JSON.stringify(form)],
				["POST", `/s/${surveyId}/responses`, JSON.stringify(form)],
				[
					"POST",
					`/s/${surveyId}/responses`,
					JSON.stringify({
						...form,
						receipt: sent.receipt.split("").reverse().join(""),
					}),
				],
			] as const) {
				const status = await call(port, method, at, sent, body);
				statuses.set(status, (statuses.get(status) ?? 0) + 1);
			}
		}
		const tokens = await sendTokens(context, port, forms, needles, statuses);
		context.store.close();
		context.issuer?.store.close();

		const control = hits(folder, [kept]);
		const found = { live: hits(folder, needles), printed: 0, after: 0 };
		const sealing = runProgram("cli", env, ["seal"]);
		await sealing.exitCode;
		await decrypt(
			path.join(under("backup"), "collector.db.age"),
			identity,
			under("opened"),
		);
		found.after = hits(folder, needles);
		await server.stop();
		found.after += hits(folder, needles);
		found.printed = hitsIn(
			Buffer.from(server.output() + sealing.output()),
			needles,
		);
		const note = `${needles.length} marks: addresses, agents, referrers, cookies, languages, codes, receipts, paths, blinded messages, private keys; raw, hexadecimal, base64, UTF-16`;
		const none = { op: "=", value: 0 } as const;
		return [
			row(
				"canaries taken",
				statuses.get(201) ?? 0,
				"forms",
				{ op: "=", value: 2 * forms },
				`half of them with tokens; by status: ${[...statuses].map((pair) => pair.join(" × ")).join(", ")}`,
			),
			row(
				"control: an open answer and tokens, which are kept, are found",
				Math.min(control, ...tokens.map((token) => hits(folder, [token]))),
				"files",
				{ op: ">=", value: 1 },
			),
			row(
				"canaries in data, log and temporary files while running",
				found.live,
				"hits",
				none,
				note,
			),
			row(
				"canaries after sealing and after the end, opened backup included",
				found.after,
				"hits",
				none,
				note,
			),
			row(
				"canaries in what the programs printed",
				found.printed,
				"hits",
				none,
				note,
			),
		];
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

const call = async (...sent: Parameters<typeof asked>): Promise<number> =>
	(await asked(...sent)).status;

function asked(
	port: number,
	method: string,
	at: string,
	sent: ReturnType<typeof marks>,
	body = "",
): Promise<{ status: number; text: string }> {
	return new Promise((resolve, reject) => {
		const outgoing = request(
			{
				...{
					host: "127.0.0.1",
					port,
					method,
					path: at,
					localAddress: sent.address,
				},
				headers: {
					...(body ? { "content-type": "application/json" } : {}),
					"user-agent": sent.agent,
					referer: sent.referrer,
					cookie: `id=${sent.cookie}`,
					"accept-language": sent.language,
					"x-forwarded-for": `${sent.forwarded}, ${sent.forwarded6}`,
					"x-real-ip": sent.forwarded,
					forwarded: `for="[${sent.forwarded6}]"`,
				},
			},
			(reply) => {
				let text = "";
				reply.setEncoding("utf8");
				reply.on("data", (part: string) => {
					text += part;
				});
				reply.on("end", () => resolve({ status: reply.statusCode ?? 0, text }));
			},
		);
		outgoing.on("error", reject);
		outgoing.end(body);
	});
}

/** All ways in which a mark may stand in a file. Base64 has three, by where in its groups of three bytes it begins. */
export function spellings(needle: Needle): Buffer[] {
	const raw = Buffer.from(needle as string);
	const base64 = [0, 1, 2].map((shift) =>
		Buffer.concat([Buffer.alloc(shift), raw])
			.toString("base64")
			.slice(shift === 0 ? 0 : shift + 1)
			.replace(/.?.?=*$/, ""),
	);
	const wide = Buffer.from(raw.toString("latin1"), "utf16le");
	return [
		...[raw, wide, Buffer.from(wide).swap16()],
		...[raw.toString("hex"), raw.toString("hex").toUpperCase()].map((text) =>
			Buffer.from(text),
		),
		...base64
			.flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")])
			.map((text) => Buffer.from(text)),
	];
}

const hitsIn = (bytes: Buffer, needles: Needle[]): number =>
	needles.filter((needle) =>
		spellings(needle).some((spelling) => bytes.includes(spelling)),
	).length;

const hits = (folder: string, needles: Needle[]): number =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => readFileSync(path.join(entry.parentPath, entry.name)))
		.reduce((sum, bytes) => sum + hitsIn(bytes, needles), 0);
