import { randomBytes } from "node:crypto";
import { expect, test, vi } from "vitest";
import { openPilot } from "../../../server/actions/open-pilot.ts";
import { base32 } from "../../../survey-definitions/slip-code.ts";
import { preparedContext, surveyId } from "../sample-survey.ts";

vi.mock("node:crypto", async (original) => {
	const crypto = await original<typeof import("node:crypto")>();
	return { ...crypto, randomBytes: vi.fn(crypto.randomBytes) };
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
	vi.mocked(randomBytes).mockImplementationOnce((size: number) =>
		Buffer.alloc(size),
	);
	const pilot = await openPilot(context, surveyId, 41, "Lan");
	const labels = (await context.store.lots(pilot)).map(({ id }) => id);
	expect(new Set(labels).size).toBe(2);
	expect(labels).not.toContain(taken);
	expect(await context.store.lots(surveyId)).toMatchObject([
		{ id: taken, invited: 50 },
	]);
});
