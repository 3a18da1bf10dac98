import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { openStore } from "../../db/store.ts";
import { smallDefinition } from "../analysis/small-survey.ts";

const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-"));
const file = path.join(folder, "dàn mẫu.csv");
const header = "Mã đơn vị,Tỉnh,Quân số,Số lãnh đạo";

/** The command line from its source: what it prints, and its exit code. */
const cli = (...args: string[]) =>
	promisify(execFile)(
		process.execPath,
		["--import", "tsx", path.join(root, "server/cli.ts"), ...args],
		{ cwd: root, env: { PATH: process.env.PATH ?? "", DATA_DIR: folder } },
	).then(
		({ stdout }) => ({ exitCode: 0, printed: stdout.trim() }),
		({ code, stderr }) => ({ exitCode: code, printed: stderr.trim() }),
	);

test("a frame is checked and imported from the command line, or refused row by row", async () => {
	const store = openStore(folder);
	await store.addSurvey(smallDefinition.id, {
		questionnaire: smallDefinition.id,
		definition: smallDefinition,
		wave: {},
		status: "preparing",
		sampling: "probability",
		pilotOf: null,
		cleaning: [],
	});
	store.close();

	writeFileSync(file, `${header}\nA1,TP HCM,20,3\nA2,Huế,0,0\n`);
	const map = ["--map", "people=Quân số"];
	const refused = await cli(
		"frame",
		"import",
		smallDefinition.id,
		file,
		...map,
	);
	expect(refused.exitCode).toBe(1);
	expect(refused.printed.split("\n")).toEqual([
		expect.stringMatching(/^row 2, column Tỉnh, «TP HCM», province-spelling/),
		expect.stringMatching(/^row 3, column Quân số, «0», zero-size: a unit/),
		"refused, nothing is stored",
	]);

	writeFileSync(file, `${header}\nA1,Hồ Chí Minh,20,3\nA2,Huế,7,0\n`);
	expect(await cli("frame", "check", file, ...map)).toEqual({
		exitCode: 0,
		printed: "2 units, provinces as in G4. Nothing is stored.",
	});
	const stored = await cli("frame", "import", smallDefinition.id, file, ...map);
	expect(stored.printed).toMatch(/^version 1 of the frame of .*: 2 units/);
	expect(stored.exitCode).toBe(0);
});

test("words that the command does not know are refused with those it does", async () => {
	const wrong = await cli("frame", "check", file, "--map", "colour=X");
	expect(wrong.printed).toContain("with a field of unit, parent, name");
});
