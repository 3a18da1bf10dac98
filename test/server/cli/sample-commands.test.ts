import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { SamplePlan } from "../../../analysis/sampling/sample-plan.ts";
import type { Command } from "../../../server/cli/command.ts";
import { draw } from "../../../server/cli/draw.ts";
import { frame } from "../../../server/cli/frame.ts";
import { handOver } from "../../../server/cli/hand-over.ts";
import { plan } from "../../../server/cli/plan.ts";
import { reserve } from "../../../server/cli/reserve.ts";
import type { ServerContext } from "../../../server/context.ts";
import { agencyCsv, preparedContext, surveyId } from "../sample-survey.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-"));
const at = (name: string) => path.join(folder, name);
let context: ServerContext;

beforeEach(async () => {
	context = await preparedContext();
});

/** What a command prints. */
const cli = (command: Command, ...args: string[]) =>
	command.run([...args], () => context);

/** What it is refused with. */
const failed = (command: Command, ...args: string[]): Promise<string> =>
	cli(command, ...args).then(
		(printed) => `printed ${printed}`,
		(error: Error) => error.message,
	);

test("from frame to hand-over list on the command line", async () => {
	expect(await failed(draw, surveyId)).toBe("no-plan");
	writeFileSync(at("frame.csv"), agencyCsv());
	await cli(frame, "import", surveyId, at("frame.csv"));

	const start = JSON.parse(
		await cli(plan, surveyId, "--default", "--json"),
	) as SamplePlan;
	const save = (total: number) => {
		const changed: SamplePlan = {
			...start,
			mainDomains: [],
			reserveLots: { "2.4": 1 },
			allocation: { ...start.allocation!, total },
		};
		writeFileSync(at("plan.json"), JSON.stringify(changed));
		return cli(plan, surveyId, at("plan.json"), "--save");
	};
	expect(await save(36)).toMatch(/problem: \d+ degrees of freedom, and 30/);
	expect(await failed(draw, surveyId)).toMatch(/refused, nothing is drawn$/);

	const printed = await save(144);
	expect(printed).toContain("144 PSUs, 48 lots, 2448 cards");
	expect(printed).not.toContain("problem");
	expect(await failed(draw, surveyId, "--seed", "1.5")).toContain(
		"write a whole number",
	);
	expect(await cli(draw, surveyId, "--seed", "99")).toContain(
		"seed 99: 147 units of 4 strata in 48 lots, 1 lots in reserve",
	);
	expect(await cli(draw, surveyId, "--verify")).toMatch(/^identical/);
	expect(await cli(reserve, surveyId, "1")).toContain(
		"1 lots with 51 cards of stratum 1",
	);

	// A file that is there already is not written over, and nothing is erased.
	writeFileSync(at("there.csv"), "");
	expect(await failed(handOver, surveyId, at("there.csv"))).toContain(
		"nothing was erased",
	);
	expect(await context.store.handOver(surveyId)).toHaveLength(147);
	await cli(handOver, surveyId, at("list.csv"));
	const lines = readFileSync(at("list.csv"), "utf8").trim().split("\n");
	expect(lines).toHaveLength(148);
	expect(await context.store.handOver(surveyId)).toEqual([]);
	const by = (await context.store.auditOf(surveyId)).map((record) => record.by);
	expect(new Set(by)).toEqual(new Set(["cli"]));
});

test("a plan's file that is no plan is refused by name of what is wrong", async () => {
	writeFileSync(at("frame.csv"), agencyCsv(3));
	await cli(frame, "import", surveyId, at("frame.csv"));
	writeFileSync(at("wrong.json"), JSON.stringify({ sampling: "by hand" }));
	expect(await failed(plan, surveyId, at("wrong.json"))).toMatch(
		/is no sample plan:\nsampling: /,
	);
	expect(await failed(plan, surveyId, at("missing.json"))).toContain(
		"check its name and folder",
	);
});
