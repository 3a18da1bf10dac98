import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../../db/store.ts";
import { askForOne } from "../../../server/actions/ask-for-table.ts";
import { closeSurvey } from "../../../server/actions/close-survey.ts";
import { installSurvey } from "../../../server/actions/install-survey.ts";
import { issueSlips } from "../../../server/actions/issue-slips.ts";
import { listVariables } from "../../../server/actions/list-variables.ts";
import { resumeField } from "../../../server/actions/pause-field.ts";
import { runWeights } from "../../../server/actions/run-weights.ts";
import { submitResponse } from "../../../server/actions/submit-response.ts";
import type { ServerContext } from "../../../server/context.ts";
import { jobRegister } from "../../../server/jobs.ts";
import type { Answers } from "../../../survey-definitions/response.ts";
import { expectClose } from "../../analysis/close.ts";
import { smallSample, strataAsTheyAre } from "../../analysis/small-dataset.ts";
import { respond, smallDefinition } from "../../analysis/small-survey.ts";

const surveyId = smallDefinition.id;
let context: ServerContext;
let codes: string[][];

beforeEach(async () => {
	context = {
		store: openStore(":memory:"),
		pepper: randomBytes(32),
		publicUrl: "http://localhost:8080",
		now: () => 0,
		jobs: jobRegister(),
	};
	await installSurvey(context, smallDefinition, {});
	const { strata, lots } = smallSample([20, 40], 2);
	const named = lots.map((lot, place) => ({
		...lot,
		id: `T00${place}`,
		surveyId,
		level: 4,
	}));
	await context.store.addSample(surveyId, {
		strata: strata.map((stratum) => ({ ...stratum, surveyId })),
		units: [],
		lots: named,
	});
	const slips = await issueSlips(context, named);
	codes = slips.map((lot) => lot.codes);
});

async function answer(lot: number, answers: Answers) {
	const code = codes[lot]?.pop() ?? "";
	const receipt = randomBytes(32).toString("base64url");
	const response = respond(answers);
	const submission = { code, receipt, response };
	const sent = JSON.stringify(submission);
	await submitResponse(context, surveyId, submission, sent);
}

/** Two strata of two lots of ten, 6, 4, 3 and 1 of them with A = 1. */
async function fieldwork(
	more: (lot: number, at: number) => Answers = () => ({}),
) {
	for (const [lot, yes] of [6, 4, 3, 1].entries())
		for (let at = 0; at < 10; at++)
			await answer(lot, { A: at < yes ? 1 : 2, L4: 2, ...more(lot, at) });
}

const refusedAs = (code: string) => expect.objectContaining({ code });

describe("closeSurvey", () => {
	it("takes the snapshot, weighs it, and lets nothing in after it", async () => {
		await fieldwork();
		await closeSurvey(context, surveyId);
		const snapshot = await context.store.snapshot(surveyId);
		expect(snapshot).toMatchObject({ definitionVersion: 1, rows: 40 });
		const columns = snapshot?.columns ?? {};
		expect([...(columns.A ?? [])].filter((code) => code === 1)).toHaveLength(
			14,
		);
		const weights = await context.store.weightVersion(surveyId, 1);
		expect(new Set(weights?.base)).toEqual(new Set([10]));
		expectClose(weights?.final.reduce((sum, one) => sum + one, 0) ?? 0, 60);
		expect(weights).toMatchObject({
			isFinal: false,
			steps: [{ step: "base" }, { step: "nonresponse" }],
		});
		await expect(answer(0, { A: 1 })).rejects.toEqual(
			refusedAs("fieldwork-closed"),
		);
		await expect(closeSurvey(context, surveyId)).rejects.toEqual(
			refusedAs("fieldwork-closed"),
		);
	});

	it("leaves the field open where there is no response", async () => {
		await expect(closeSurvey(context, surveyId)).rejects.toEqual(
			refusedAs("nothing-to-weight"),
		);
		await answer(0, { A: 1 });
		expect(await context.store.snapshot(surveyId)).toBeUndefined();
	});

	it("lets a stratum without a response be represented by its neighbour", async () => {
		await answer(0, { A: 1, L4: 2 });
		await closeSurvey(context, surveyId);
		const weights = await context.store.weightVersion(surveyId, 1);
		expectClose(weights?.final[0] ?? 0, 60);
	});

	it("takes up a closing that was cut short", async () => {
		await fieldwork();
		await closeSurvey(context, surveyId);
		// As if the power had failed after the snapshot was written.
		await context.store.setStatus(surveyId, "open");
		await expect(
			askForOne(context, { survey: surveyId, variable: "A" }),
		).rejects.toEqual(refusedAs("fieldwork-open"));
		await closeSurvey(context, surveyId);
		expect(await context.store.weightVersions(surveyId)).toHaveLength(1);
		expect((await context.store.snapshot(surveyId))?.rows).toBe(40);
		await expect(closeSurvey(context, surveyId)).rejects.toEqual(
			refusedAs("fieldwork-closed"),
		);
	});

	it("leaves the field shut where another program closes it, or resumes it, in the same instant", async () => {
		await fieldwork();
		const { store } = context;
		const { addSnapshot } = store;
		store.addSnapshot = async (id, taken) => {
			store.addSnapshot = addSnapshot;
			// Both saw that there are no data yet.
			await store.setFieldOpen(id, true);
			await addSnapshot(id, { ...taken });
			return addSnapshot(id, taken);
		};
		await closeSurvey(context, surveyId);
		expect(await store.isFieldOpen(surveyId)).toBe(false);
		expect((await store.snapshot(surveyId))?.rows).toBe(40);
	});

	it("takes what came while it was reading, because somebody resumed the field", async () => {
		await fieldwork();
		const { responses } = context.store;
		let reads = 0;
		context.store.responses = async function* (id) {
			yield* responses(id);
			if (reads++ > 0) return;
			await resumeField(context, id, "an");
			await answer(0, { A: 1, L4: 2 });
		};
		await closeSurvey(context, surveyId);
		expect(reads).toBe(2);
		const { rows, columns } = (await context.store.snapshot(surveyId)) ?? {};
		expect(rows).toBe(41);
		expect([...(columns?.A ?? [])].filter((code) => code === 1)).toHaveLength(
			15,
		);
		await expect(answer(0, { A: 1 })).rejects.toEqual(
			refusedAs("fieldwork-closed"),
		);
	});

	it("does not know every survey", async () => {
		await expect(closeSurvey(context, "other")).rejects.toEqual(
			refusedAs("unknown-survey"),
		);
	});
});

describe("askForOne", () => {
	it("is refused while the field is open", async () => {
		await fieldwork();
		for (const asked of [
			askForOne(context, { survey: surveyId, variable: "A" }),
			listVariables(context, surveyId),
		])
			await expect(asked).rejects.toEqual(refusedAs("fieldwork-open"));
	});

	it("gives the weighted shares of a closed survey", async () => {
		await fieldwork();
		await closeSurvey(context, surveyId);
		await runWeights(context, surveyId, strataAsTheyAre);
		const table = await askForOne(context, { survey: surveyId, variable: "A" });
		expect(table).toMatchObject({
			survey: surveyId,
			sampling: "probability",
			weights: { version: 2, isFinal: false },
			minimumBase: 10,
			columns: [{ base: 40, df: 2 }],
		});
		const cell = table.columns[0]?.cells[0];
		if (!cell || "withheld" in cell) throw new Error("withheld");
		expectClose(cell.value, 0.3);
		expectClose(cell.se ?? 0, 0.0745356, { relative: 1e-6 });
	});

	it("passes the gate", async () => {
		await fieldwork((lot, at) => ({ P9: lot === 0 && at < 9 ? 1 : 2 }));
		await closeSurvey(context, surveyId);
		const by = (domain: string) =>
			askForOne(context, { survey: surveyId, variable: "A", by: domain });
		const strata = await by("stratum:level");
		expect(strata.columns.map(({ base }) => base)).toEqual([20, 20]);
		// Nine and thirty-one: the nine follow from the thirty-one and everybody.
		await expect(by("P9")).rejects.toEqual(refusedAs("domains-differ-by-few"));
	});

	it("is refused for what the survey does not have", async () => {
		await fieldwork();
		await closeSurvey(context, surveyId);
		for (const request of [
			{ variable: "Z" },
			{ variable: "A", by: "A" },
			{ variable: "A", by: "M" },
			{ variable: "A", by: "stratum:planet" },
			{ variable: "lot" },
		])
			await expect(
				askForOne(context, { survey: surveyId, ...request }),
			).rejects.toEqual(refusedAs("unknown-variable"));
		await expect(
			askForOne(context, { survey: "other", variable: "A" }),
		).rejects.toEqual(refusedAs("unknown-survey"));
	});
});

describe("listVariables", () => {
	it("names the codebook, the domains and the number of responses", async () => {
		await fieldwork();
		await closeSurvey(context, surveyId);
		const { variables, domains, responses } = await listVariables(
			context,
			surveyId,
		);
		expect(responses).toBe(40);
		expect(variables.map(({ name }) => name)).toContain("I3");
		expect(domains[0]).toEqual({
			name: "stratum:level",
			label: { vi: "Cấp", en: "Level" },
		});
	});
});
