import fc from "fast-check";
import { expect, test } from "vitest";
import {
	checkLedger,
	dispositions,
	type LedgerCounts,
	outcomeRates,
	sumDispositions,
} from "../../../analysis/fieldwork/dispositions.ts";

/** 100 cards handed out, 4 more planned for an agency that refused. */
const ledger: LedgerCounts = {
	printed: 110,
	distributed: 100,
	returned: 7,
	returnedRefused: 3,
	spoilt: 3,
	exchanged: 3,
	exchangedUsed: 1,
	agencyRefused: 4,
};
const forms = { completed: 60, declined: 5, screened: 2 };

const rateOf = (rates: ReturnType<typeof outcomeRates>, wanted: string) =>
	rates.rates.find(({ name }) => name === wanted);

test("dispositions come from the ledger and the counts of forms, by hand", () => {
	// R = 5 + 3 + 4; NC = 7 − 3; O = 3 − (3 − 1); U = 100 + 4 − 60 − 12 − 4 − 1 − 2.
	expect(dispositions(ledger, forms)).toEqual({
		I: 60,
		R: 12,
		NC: 4,
		O: 1,
		ineligible: 2,
		U: 25,
		screened: 2,
	});
});

test("AAPOR's rates by hand: RR1 60/102, e 60/62, RR3 60/(77 + 25e)", () => {
	const rates = outcomeRates(dispositions(ledger, forms));
	const e = 60 / 62;
	expect(rates.e).toBeCloseTo(e, 12);
	for (const [name, value] of Object.entries({
		RR1: 60 / 102,
		RR3: 60 / (77 + e * 25),
		COOP1: 60 / 73,
		COOP3: 60 / 72,
		REF1: 12 / 102,
		REF2: 12 / (77 + e * 25),
		CON1: 73 / 102,
		CON2: 73 / (77 + e * 25),
	}))
		expect(rateOf(rates, name)?.value, name).toBeCloseTo(value, 12);
	expect(rateOf(rates, "RR5")).toMatchObject({
		value: null,
		whyNot: "unknown-left",
	});
});

test("RR5 is computed when every card is accounted for", () => {
	const all = dispositions(
		{ printed: 10, distributed: 10, returned: 2 },
		{ completed: 7, declined: 1, screened: 0 },
	);
	expect(all.U).toBe(0);
	expect(rateOf(outcomeRates(all), "RR5")?.value).toBe(0.7);
});

test("households: contact sheets tell refusals, absences and empty houses", () => {
	expect(
		dispositions(
			{
				distributed: 88,
				notAtHome: 9,
				refused: 6,
				notEligible: 1,
				emptyHouse: 2,
			},
			{ completed: 64, declined: 1, screened: 0 },
		),
	).toEqual({ I: 64, R: 7, NC: 9, O: 0, ineligible: 3, U: 5, screened: 0 });
});

test("a ledger with fewer cards than forms gives no response rate and says why", () => {
	const short = outcomeRates(dispositions({ distributed: 50 }, forms));
	expect(rateOf(short, "RR1")).toMatchObject({
		value: null,
		whyNot: "ledger-short",
	});
	expect(rateOf(short, "COOP1")?.value).toBeCloseTo(60 / 65, 12);
	expect(
		rateOf(
			outcomeRates(
				dispositions({}, { completed: 0, declined: 0, screened: 0 }),
			),
			"RR1",
		),
	).toMatchObject({ whyNot: "empty" });
});

test("a stratum whose ledger is short is not made up for by the unknown cards of another", () => {
	const parts = [
		dispositions(
			{ distributed: 1000 },
			{ completed: 500, declined: 0, screened: 0 },
		),
		dispositions({}, { completed: 300, declined: 0, screened: 0 }),
	];
	const all = outcomeRates(sumDispositions(parts), parts);
	for (const name of ["RR1", "RR3", "RR5", "REF1", "CON1"])
		expect(rateOf(all, name)).toMatchObject({
			value: null,
			whyNot: "ledger-short",
		});
	expect(rateOf(all, "COOP1")?.value).toBe(1);
});

test("dispositions add up over lots, and every card is somewhere", () => {
	const count = fc.nat(500);
	fc.assert(
		fc.property(
			fc.array(fc.tuple(count, count, count, count), { minLength: 1 }),
			(rows) => {
				const parts = rows.map(([distributed, completed, declined, screened]) =>
					dispositions({ distributed }, { completed, declined, screened }),
				);
				const { I, R, NC, O, ineligible, U } = sumDispositions(parts);
				const handedOut = rows.reduce((sum, [n]) => sum + n, 0);
				expect(I + R + NC + O + ineligible + U).toBe(handedOut);
			},
		),
	);
});

test.each<[string, LedgerCounts, string]>([
	["half a card", { printed: 1.5 }, "printed: not-a-count"],
	["a negative count", { spoilt: -1 }, "spoilt: not-a-count"],
	[
		"more out than printed",
		{ printed: 50, distributed: 51 },
		"distributed: more-than-printed",
	],
	[
		"exchanges beyond the pile",
		{ printed: 50, distributed: 50, spoilt: 1, exchanged: 1 },
		"distributed: more-than-printed",
	],
	[
		"more back than out",
		{ printed: 50, distributed: 10, returned: 11 },
		"returned: more-than-distributed",
	],
	[
		"more refusals than returns",
		{ printed: 50, distributed: 10, returned: 1, returnedRefused: 2 },
		"returnedRefused: more-than-returned",
	],
	[
		"more used than exchanged",
		{ printed: 50, distributed: 10, exchangedUsed: 1 },
		"exchangedUsed: more-than-exchanged",
	],
])("%s is told", (_, counts, expected) => {
	expect(
		checkLedger(counts).map(({ count, code }) => `${count}: ${code}`),
	).toContain(expected);
});

test("a row that adds up has no problem", () => {
	expect(checkLedger(ledger)).toEqual([]);
});
