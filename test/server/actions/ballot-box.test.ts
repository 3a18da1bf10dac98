import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { auditBallotBox } from "../../../server/actions/audit-ballot-box.ts";
import { closeSurvey } from "../../../server/actions/close-survey.ts";
import { exportBallotBox } from "../../../server/actions/export-ballot-box.ts";
import { createApp } from "../../../server/app.ts";
import {
	type BallotBox,
	ballotBoxFile,
	ballotBoxHash,
} from "../../../server/ballot-box.ts";
import { runBallotBoxAudit } from "../../../server/cli/ballot-box.ts";
import { readBallotBox } from "../../../server/read-ballot-box.ts";
import { fullBallotBox } from "../../support/full-ballot-box.ts";
import { smallSurvey } from "../../survey-definitions/small-survey.ts";
import { newContext, unusedCode } from "../new-context.ts";
import {
	phoneTo,
	printedCards,
	smallResponse,
	surveyId,
	tokenContext,
} from "../token-survey.ts";

/** Ten thousand take a minute where several tests run at once; the bench has them. */
const size = 2000;

describe("a box of two thousand", () => {
	let box: BallotBox;
	let publishedHash: string;
	beforeAll(async () => {
		box = await fullBallotBox(size);
		publishedHash = ballotBoxHash(box);
	});
	const findings = async (change: (box: BallotBox) => void, hash?: string) => {
		const altered = structuredClone(box);
		change(altered);
		return (await auditBallotBox(altered, { publishedHash: hash })).findings;
	};

	test("every signature holds by public keys alone", async () => {
		const audit = await auditBallotBox(box, { publishedHash });
		expect(audit).toMatchObject({
			findings: [],
			verified: size,
			spent: size,
			printed: size,
			used: size,
		});
	});

	test("its file is its JSON, in pieces", () => {
		const pieces = [...ballotBoxFile(box)];
		expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(1e6);
		expect(
			Buffer.concat(pieces).equals(Buffer.from(`${JSON.stringify(box)}\n`)),
		).toBe(true);
		const empty = { ...box, spent: [], responses: [] };
		expect(
			JSON.parse(Buffer.concat([...ballotBoxFile(empty)]).toString()),
		).toEqual(empty);
	});

	test("one forged, one replaced, one added is found without any hash", async () => {
		const forged = await findings(({ spent }) => {
			(spent[1711] as BallotBox["spent"][number])[2] =
				randomBytes(256).toString("hex");
		});
		expect(forged).toHaveLength(1);
		expect(forged[0]).toContain("spent token 1712");
		const replaced = await findings(({ spent }) => {
			(spent[17] as BallotBox["spent"][number])[1] =
				randomBytes(64).toString("hex");
		});
		expect(replaced).toHaveLength(1);
		const added = await findings(({ spent, responses }) => {
			spent.push([
				"K0T1",
				randomBytes(64).toString("hex"),
				randomBytes(256).toString("hex"),
			]);
			responses.push("ff");
		});
		expect(added.join()).toMatch(
			/did not sign it.*501 tokens spent, 500 issued/,
		);
	});

	test("a token that stands twice, one under another lot, a form without a token, a form put in another's place", async () => {
		expect(
			await findings(({ spent }) => {
				spent[1] = spent[0] as BallotBox["spent"][number];
			}),
		).not.toEqual([]);
		expect(
			await findings(({ spent }) => {
				const one = spent[0] as BallotBox["spent"][number];
				one[0] = one[0] === "K0T1" ? "K0T2" : "K0T1";
			}),
		).not.toEqual([]);
		expect(await findings(({ responses }) => responses.push("ff"))).toEqual([
			"2000 votes, but 1998 forms and 3 votes without one: forms were added or taken away",
		]);
		expect(
			await findings(({ responses }) => {
				responses[5] = "ff".repeat(32);
			}, publishedHash),
		).toHaveLength(1);
	});

	test("one taken away with its form shows against the published hash, and against that alone", async () => {
		const remove = ({ spent, responses }: BallotBox) => {
			spent.splice(99, 1);
			responses.splice(5, 1);
		};
		expect(await findings(remove)).toEqual([]);
		expect(await findings(remove, publishedHash)).toEqual([
			expect.stringContaining("was published at close"),
		]);
	});

	test("another key, more cards than promised, an altered manifest", async () => {
		const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
		expect(
			(
				await findings(({ lots }) => {
					(lots[0] as BallotBox["lots"][number]).publicKey = publicKey
						.export({ type: "spki", format: "der" })
						.toString("base64");
				})
			)[0],
		).toContain("another key than the manifest promised");
		expect(
			await findings(({ lots }) => {
				(lots[0] as BallotBox["lots"][number]).printed++;
			}),
		).not.toEqual([]);
		expect(
			await findings(({ manifest }) => {
				if (manifest?.lots[0]) manifest.lots[0].invited++;
			}),
		).not.toEqual([]);
	});

	test("from a file alone, on the command line", async () => {
		const file = path.join(
			mkdtempSync(path.join(tmpdir(), "box-")),
			"box.json",
		);
		writeFileSync(file, JSON.stringify(box));
		const nothingElse = () => {
			throw new Error("a file needs no databases");
		};
		expect(
			await runBallotBoxAudit([file, "--hash", publishedHash], nothingElse),
		).toMatch(/2000 of 2000 signatures hold[\s\S]*everything holds$/);
		writeFileSync(
			file,
			readFileSync(file, "utf8").replace('"withoutForm":3', '"withoutForm":4'),
		);
		await expect(runBallotBoxAudit([file], nothingElse)).rejects.toThrow(
			"forms were added",
		);
	});

	describe("in a file", () => {
		const file = path.join(
			mkdtempSync(path.join(tmpdir(), "box-")),
			"box.json",
		);
		const auditOf = async (text: string | Buffer, hash?: string) => {
			writeFileSync(file, text);
			return auditBallotBox(readBallotBox(file), {
				publishedHash: hash,
				receipt: "0".repeat(20),
			});
		};

		test("it gives the report that the box in memory gives, spaced and ordered anyhow, honest or not", async () => {
			const small = {
				...box,
				spent: box.spent.slice(0, 300),
				responses: box.responses.slice(0, 297),
			};
			const hash = ballotBoxHash(small);
			const options = { publishedHash: hash, receipt: "0".repeat(20) };
			const honest = await auditBallotBox(small, options);
			expect(honest.findings).toEqual([]);
			expect(
				await auditOf(Buffer.concat([...ballotBoxFile(small)]), hash),
			).toEqual(honest);
			const { spent, ...rest } = small;
			const turned = { ...rest, note: [[1]], spent };
			expect(await auditOf(JSON.stringify(turned, null, "\t"), hash)).toEqual(
				honest,
			);
			const altered = structuredClone(small);
			altered.spent[7] = altered.spent[190] as BallotBox["spent"][number];
			altered.spent[8] = ["K9T9", "zz", ""];
			altered.responses[3] = altered.responses[150] as string;
			const found = await auditBallotBox(altered, options);
			expect(found.findings.join("\n")).toMatch(
				/token 9, zz… of lot K9T9: there is no such lot\n.*token 191, .*it stands twice\n[\s\S]*a form stands twice/,
			);
			expect(await auditOf(JSON.stringify(altered), hash)).toEqual(found);
		});

		test.each<[string, (text: string) => string, RegExp]>([
			[
				"nothing",
				() => "",
				/box\.json is not JSON \(it breaks off at byte 0\): export the ballot box again$/,
			],
			[
				"cut short within a token",
				(text) => text.slice(0, 700_000),
				/is not JSON \(the value that begins at byte \d+ does not end before the file does\)/,
			],
			["cut short behind the lists", (text) => text.slice(0, -3), /breaks off/],
			[
				"a byte of a token lost",
				(text) => text.replace('"],["', '],["'),
				/is not JSON \(the value that begins at byte \d+ does not end/,
			],
			[
				"something behind it",
				(text) => `${text}{}`,
				/is not JSON \(it is damaged/,
			],
			[
				"a picture",
				() => "\x89PNG\r\n",
				/is not JSON \(it is damaged at byte 0\)/,
			],
			[
				"an object without anything",
				() => "{}",
				/is no ballot box \(format: .*\): export it again$/,
			],
			[
				"another format",
				(text) => text.replace("box-1", "box-2"),
				/is no ballot box \(format: /,
			],
			[
				"no list where one must be",
				(text) => text.replace(/"responses":\[[^\]]*\]/, '"responses":7'),
				/is no ballot box \(responses: .*expected array/,
			],
			[
				"a token with two parts",
				(text) => text.replace(/,"[0-9a-f]{512}"/, ""),
				/is no ballot box \(spent\.0(\.2)?: /,
			],
			[
				"a number among the forms",
				(text) => text.replace('"responses":[', '"responses":[7,'),
				/is no ballot box \(responses\.0: .*expected string/,
			],
			[
				"two lists of tokens",
				(text) => text.replace('"responses":[', '"spent":[],"responses":['),
				/is no ballot box \(spent: stands twice\)/,
			],
		])("%s: one sentence says what and where", async (_, change, sentence) => {
			const text = Buffer.concat([...ballotBoxFile(box)]).toString();
			await expect(auditOf(change(text))).rejects.toThrow(sentence);
		});

		test("a folder is none", () => {
			expect(() => readBallotBox(path.dirname(file))).toThrow(
				/is a folder or a stream/,
			);
		});
	});
});

test("closing a survey with tokens destroys keys and invitations and publishes a box that holds", async () => {
	const context = await tokenContext();
	const phone = phoneTo(context);
	const cards = await printedCards(context);
	const sent: string[] = [];
	for (const card of cards.slice(0, 24)) {
		const token = await phone.token(card);
		sent.push(token.message);
		await phone.send({
			token,
			lot: card.lot,
			receipt: card.code,
			response: smallResponse(),
		});
	}
	await closeSurvey(context, surveyId, "an");
	const { store, issuer } = context;
	expect(await issuer.store.sealedKey("K0T1")).toBeUndefined();
	expect(await issuer.store.invitationCounts(surveyId)).toEqual(new Map());
	const unused = cards.at(-1) as (typeof cards)[number];
	const [, blinded] = await phone.blinded(unused);
	expect((await phone.askToken(unused, blinded.blinded)).status).toBe(409);

	const { box, publishedHash } = await exportBallotBox(store, surveyId);
	const audit = await auditBallotBox(box, { publishedHash });
	expect(audit).toMatchObject({
		findings: [],
		spent: 24,
		used: 24,
		printed: 40,
		responses: 24,
	});
	const [closed, ...before] = await store.auditOf(surveyId);
	expect(closed).toMatchObject({
		verb: "close-survey",
		detail: { ballotBox: publishedHash, keys: 2 },
	});
	expect(before.map(({ verb }) => verb)).toContain("make-lot-keys");
	// Not before it is closed.
	const open = await tokenContext();
	await expect(exportBallotBox(open.store, surveyId)).rejects.toThrow(
		"fieldwork-open",
	);
});

test("lots with few responses leave the close as one, in the snapshot and in the file of forms", async () => {
	const context = await tokenContext();
	const phone = phoneTo(context);
	const cards = await printedCards(context);
	const few = [
		...cards.filter(({ lot }) => lot === "K0T1").slice(0, 3),
		...cards.filter(({ lot }) => lot === "K0T2").slice(0, 12),
	];
	for (const card of few)
		await phone.send({
			token: await phone.token(card),
			lot: card.lot,
			receipt: "r",
			response: smallResponse(),
		});
	await closeSurvey(context, surveyId, "an");
	expect(await context.store.responseCounts(surveyId)).toEqual(
		new Map([["K0T2", 15]]),
	);
	const taken = await context.store.snapshot(surveyId);
	expect(new Set(taken?.columns.lot)).toEqual(new Set([1]));
});

test("slips: unused codes are destroyed, and the audit reports used ≤ printed", async () => {
	const context = await newContext(
		[smallSurvey()].map((definition) => ({
			...definition,
			parameters: { ...definition.parameters, CONTROLLER: {} },
		})),
	);
	const app = createApp(context);
	for (let at = 0; at < 12; at++) {
		const reply = await app.request("/s/small/responses", {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({
				code: await unusedCode(context, "small"),
				receipt: randomBytes(32).toString("base64url"),
				response: smallResponse(),
			}),
		});
		expect(reply.status).toBe(201);
	}
	await closeSurvey(context, "small", "an");
	expect(await context.store.slipCount("small")).toBe(12);
	const said = await runBallotBoxAudit(["small"], () => context);
	expect(said).toContain("100 slips printed, 12 used");
	const { box } = await exportBallotBox(context.store, "small");
	(box.lots[0] as BallotBox["lots"][number]).used = 51;
	const { findings } = await auditBallotBox(box);
	expect(findings.join()).toContain("51 slips used, 50 printed");
});
