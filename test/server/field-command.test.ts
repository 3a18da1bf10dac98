import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { openStore } from "../../db/store.ts";
import { audit } from "../../server/cli/audit.ts";
import { cards } from "../../server/cli/cards.ts";
import { cleaning } from "../../server/cli/cleaning.ts";
import type { Command } from "../../server/cli/command.ts";
import {
	extend,
	open,
	pause,
	pilot,
	purge,
	resume,
} from "../../server/cli/field.ts";
import { ledger } from "../../server/cli/ledger.ts";
import { monitor } from "../../server/cli/monitor.ts";
import { survey } from "../../server/cli/survey.ts";
import { wave } from "../../server/cli/wave.ts";
import type { ServerContext } from "../../server/context.ts";
import { jobRegister } from "../../server/jobs.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-"));
const file = (name: string) => path.join(folder, name);
const context: ServerContext = {
	store: openStore(":memory:"),
	pepper: randomBytes(32),
	publicUrl: "https://phieu.example.vn",
	now: Date.now,
	jobs: jobRegister(),
};

/** What a command prints. */
const run = (command: Command, ...args: string[]) =>
	command.run(args, () => context);

/** What it says instead. */
const refused = (command: Command, ...args: string[]) =>
	run(command, ...args).then(
		() => "",
		(error: Error) => error.message,
	);

const both = (text: string) => ({ vi: text, en: text });

/** Sixteen strata of three lots of citizens, as if drawn. */
async function addLots() {
	const { store } = context;
	const strata = Array.from({ length: 16 }, (_, at) => at + 1);
	await store.addSample("dan-2026", {
		strata: strata.map((id) => ({
			surveyId: "dan-2026",
			id,
			label: both(`Tầng ${id}`),
			population: 1000,
			domains: {},
		})),
		units: [],
		lots: strata.flatMap((id) =>
			["A", "B", "C"].map((letter) => ({
				id: `${letter}0${String(id).padStart(2, "0")}`,
				surveyId: "dan-2026",
				stratumId: id,
				level: 5,
				invited: 51,
				rates: { all: 0.1 },
			})),
		),
	});
}

test("a wave is prepared, opened, paused, extended, counted and audited from the command line", async () => {
	vi.stubEnv("PUBLIC_URL", context.publicUrl);
	await run(survey, "new", "dan-2026", "citizens");
	expect(await run(wave, "dan-2026")).toContain("! HOTLINE:");
	writeFileSync(file("dot.json"), '{"HOTLINE": "1900", "NOPE": 1}');
	expect(await refused(wave, "dan-2026", file("dot.json"))).toContain(
		"NOPE: the questionnaire has no such parameter: take it out",
	);
	writeFileSync(file("dot.json"), "{");
	expect(await refused(wave, "dan-2026", file("dot.json"))).toContain(
		"is not JSON",
	);
	writeFileSync(
		file("dot.json"),
		JSON.stringify({
			CONTROLLER: both("Viện"),
			HOTLINE: both("1900 0000"),
			CLOSE_DATE: both("ngày 31/12/2099"),
		}),
	);
	expect(await run(wave, "dan-2026", file("dot.json"))).toContain(
		'HOTLINE: {"vi":"1900 0000"',
	);

	expect(await run(pilot, "dan-2026", "40")).toContain("dan-2026-thu is open");
	expect(await refused(purge, "dan-2026", "--yes")).toBe("not-a-pilot");
	await run(purge, "dan-2026-thu", "--yes");

	await addLots();
	expect(await refused(open, "dan-2026")).toMatch(
		/^cards: 48 of 48 lots have no cards: issue .*\npilot: .* has not been piloted: run one .*\nnot opened$/,
	);
	await run(cards, "dan-2026", file("the.csv"), "--spare", "2");
	const codesIn = (name: string) =>
		readFileSync(file(name), "utf8").match(/#[^,\s"]+/g) ?? [];
	expect(codesIn("the.csv")).toHaveLength(48 * 53);
	// One lot anew; a file that is there already, or a lot that is not, leaves the cards as they are.
	expect(
		await refused(cards, "dan-2026", file("the.csv"), "--reprint", "A001"),
	).toMatch(/cards are as they were/);
	expect(
		await refused(cards, "dan-2026", file("lai.csv"), "--reprint", "ZZZZ"),
	).toBe("nothing-to-print");
	expect(existsSync(file("lai.csv"))).toBe(false);
	await run(cards, "dan-2026", file("lai.csv"), "--reprint", "A001");
	const [returned = ""] = codesIn("lai.csv");
	expect(codesIn("lai.csv")).toHaveLength(51);
	writeFileSync(file("tra-lai.txt"), `${returned}\nkhông phải mã\n`);
	expect(
		await run(cards, "dan-2026", file("tra-lai.txt"), "--destroy"),
	).toMatch(/^1 codes were read.* line 2/);
	expect((await context.store.slipCounts("dan-2026")).get("A001")).toBe(50);

	const rules = JSON.parse(await run(cleaning, "dan-2026"));
	rules[0].when = "${NOPE} = 1";
	writeFileSync(file("lam-sach.json"), JSON.stringify(rules));
	expect(await refused(cleaning, "dan-2026", file("lam-sach.json"))).toMatch(
		/^rule 1, when: unknown-name, NOPE\nrefused, nothing is stored$/,
	);
	rules[0].when = "${PACE} <= 1";
	writeFileSync(file("lam-sach.json"), JSON.stringify(rules));
	expect(
		JSON.parse(await run(cleaning, "dan-2026", file("lam-sach.json"))),
	).toEqual(rules);
	await run(open, "dan-2026", "--without-pilot", "đã thử ở đợt trước");
	await run(pause, "dan-2026");
	await run(resume, "dan-2026");
	expect(await refused(extend, "dan-2026", "2099-12-30")).toBe(
		"invalid-request",
	);
	await run(extend, "dan-2026", "2100-01-15");

	const header = "lot,pile,printed,distributed";
	writeFileSync(file("so.csv"), `${header}\nA001,all,51,60\n`);
	expect(await refused(ledger, "dan-2026", file("so.csv"))).toContain(
		"row 2, lot A001, pile all, column distributed: handed out, exchanged and refused by agencies exceed printed",
	);
	writeFileSync(file("so.csv"), `${header}\nA001,all,51,48\n`);
	await run(ledger, "dan-2026", file("so.csv"));
	// What it prints can be stored again.
	writeFileSync(file("so.csv"), await run(ledger, "dan-2026"));
	expect(await run(ledger, "dan-2026", file("so.csv"))).toBe(
		"48 rows are stored.",
	);
	expect(await run(monitor, "dan-2026")).toContain(
		"forms 0 or more of 2448, declined 0 or more, screened out 0 or more, cards handed out 48",
	);

	const printed = await run(audit, "dan-2026");
	for (const verb of [
		"new-survey",
		"set-wave",
		"set-cleaning",
		"print-cards",
		"reprint-lot",
		"destroy-cards",
		"open-pilot",
		"purge-pilot",
		"waive-pilot",
		"open-field",
		"pause-field",
		"resume-field",
		"extend-field",
		"set-ledger",
	])
		expect(printed).toContain(` cli ${verb} `);
	expect(printed).toMatch(/the chain of records holds$/);
});
