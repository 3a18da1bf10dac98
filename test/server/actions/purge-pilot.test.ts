import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../../db/store.ts";
import { handOutCards } from "../../../server/actions/hand-out-cards.ts";
import { installSurvey } from "../../../server/actions/install-survey.ts";
import { openPilot } from "../../../server/actions/open-pilot.ts";
import { purgePilot } from "../../../server/actions/purge-pilot.ts";
import { closedSurvey } from "../../../server/closed-survey.ts";
import { unwatched } from "../../../server/jobs.ts";
import { publicBallotBox } from "../../../server/public-ballot-box.ts";
import { smallDefinition } from "../../analysis/small-survey.ts";
import { closedContext, closedId } from "../closed-context.ts";
import { cardsIn, phoneTo, surveyId, tokenContext } from "../token-survey.ts";

test("a purged pilot with tokens leaves nothing in any file but the audit: no key, card, token or manifest", async () => {
	const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-purge-"));
	const context = await tokenContext(folder);
	const { issuer } = context;
	await context.store.setStatus(surveyId, "preparing");
	const pilot = await openPilot(context, surveyId, 40, "Lan");
	const printing = [pilot, { kind: "csv" }, "Lan", unwatched] as const;
	const { file } = await handOutCards(context, ...printing);
	const [card] = cardsIn(file.bytes.toString());
	if (!card) throw new Error("no cards");
	const token = await phoneTo(context, pilot).token(card);
	await context.store.spendToken(
		pilot,
		{
			...{ lotId: card.lot, nullifier: Buffer.alloc(32, 7) },
			...{ message: Buffer.from(token.message, "hex") },
			...{ signature: Buffer.from(token.signature, "hex") },
			...{ idempotencyMac: Buffer.alloc(32, 7) },
		},
		{ outcome: "screened" },
	);
	const { root = "" } = (await context.store.tokenManifest(pilot)) ?? {};
	const lots = (await context.store.lots(pilot)).map(({ id }) => id);
	const holds = (mark: string | Buffer) =>
		readdirSync(folder)
			.filter((name) => /\.db/.test(name) && !name.startsWith("staff.db"))
			.filter((name) => readFileSync(path.join(folder, name)).includes(mark));
	const needles = [...lots, root, pilot, Buffer.from(token.message, "hex")];
	for (const mark of needles) expect(holds(mark)).not.toEqual([]);
	await purgePilot(context, pilot, "Lan");
	for (const mark of needles) expect([mark, holds(mark)]).toEqual([mark, []]);
	expect(await issuer.store.issuedSurveys()).toEqual([]);
	context.store.close();
	issuer.store.close();
});

test("the next pilot of the same name has its own data, also where another thread or program purged the one before", async () => {
	const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-again-"));
	const first = await closedContext({ L4: () => 1 }, folder);
	const thread = openStore(folder);
	const leaders = async () =>
		(await closedSurvey(thread, closedId)).columns.L4?.at(-1);
	expect(await leaders()).toBe(1);
	await first.store.purgeSurvey(closedId);
	const second = await closedContext({ L4: () => 2 }, folder);
	expect(await leaders()).toBe(2);
	for (const store of [first.store, second.store, thread]) store.close();
});

test("the ballot box that anybody can check is that of the pilot that has the name now", async () => {
	const context = await closedContext({});
	const { store } = context;
	const published = async (hash: string) => {
		await store.publishBallotBox(closedId, { hash, lots: [] });
		return (await publicBallotBox(store, closedId)).publishedHash;
	};
	expect(await published("first")).toBe("first");
	await store.purgeSurvey(closedId);
	await installSurvey(context, smallDefinition, {});
	expect(await published("second")).toBe("second");
	store.close();
});
