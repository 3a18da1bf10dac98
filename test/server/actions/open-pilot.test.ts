import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { afterEach, expect, test, vi } from "vitest";
import { openPilot } from "../../../server/actions/open-pilot.ts";
import { base32 } from "../../../survey-definitions/slip-code.ts";
import { preparedContext, surveyId } from "../sample-survey.ts";

afterEach(() => {
	vi.restoreAllMocks();
	syncBuiltinESMExports();
});

test("a pilot's lots bear labels that no lot has, whatever chance gives first", async () => {
	const context = await preparedContext();
	const taken = base32(new Uint8Array(4));
	await context.store.addSample(surveyId, {
		strata: [],
		units: [],
		lots: [
			{ id: taken, surveyId, stratumId: 1, level: 4, invited: 50, rates: {} },
		],
	});
	const firstChance = vi
		.spyOn(crypto, "randomBytes")
		.mockImplementationOnce((size: number) => Buffer.alloc(size));
	syncBuiltinESMExports();
	const pilot = await openPilot(context, surveyId, 41, "Lan");
	expect(firstChance).toHaveBeenCalled();
	const labels = (await context.store.lots(pilot)).map(({ id }) => id);
	expect(new Set(labels).size).toBe(2);
	expect(labels).not.toContain(taken);
	expect(await context.store.lots(surveyId)).toMatchObject([
		{ id: taken, invited: 50 },
	]);
});
