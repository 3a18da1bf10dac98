import { censusPopulation } from "../geography/census.ts";
import { type Geography, unitsOf } from "../geography/geography.ts";
import { domainName, type PlanStratum } from "../sampling/plan-strata.ts";
import type { MarginVariable } from "./margin-variables.ts";
import type { TypedMargin } from "./read-margin.ts";

// Margins that need no typing: they come as somebody would have typed them, to be read over and then stored.

const plain = (name: string) => name.normalize("NFC").trim().toLowerCase();

/**
 * The census of 2019 over the provinces or regions that strata are in. The census counts all ages, so that its proportions
 * are all that is taken over. Undefined where a place is unknown or was not counted.
 */
export function censusMargin(
	geography: Geography,
	version: string,
	variable: MarginVariable,
): TypedMargin | undefined {
	const level = { "stratum:region": "region", "stratum:province": "province" }[
		variable.name
	] as "region" | "province" | undefined;
	if (!level) return undefined;
	const places = new Map(
		unitsOf(geography, version, level).map((unit) => [plain(unit.name), unit]),
	);
	// A category that was merged is called by all its places.
	const counts = variable.categories.map(({ code, label }) => ({
		code,
		people: label.vi.split("; ").reduce<number | undefined>((sum, name) => {
			const place = places.get(plain(name));
			const people = place && censusPopulation(geography, place);
			return sum === undefined || people === undefined
				? undefined
				: sum + people;
		}, 0),
	}));
	if (counts.length === 0 || counts.some(({ people }) => people === undefined))
		return undefined;
	return {
		variables: [variable.name],
		unit: "structure",
		source: "Tổng điều tra dân số và nhà ở 2019, mọi độ tuổi",
		version: `01/4/2019, địa giới ${version}`,
		totals: counts.map(({ code, people }) => `${code}; ${people}`).join("\n"),
	};
}

/**
 * What the frame itself counts by a dimension of the strata: people, for agencies also leaders and others by the question
 * that names the class; for communes adults, or households where adults are not known. Undefined where a unit has no count.
 */
export function frameMargin(
	strata: PlanStratum[],
	dimension: string,
	classVariable: string | undefined,
	frame: { name: string; version: number },
): TypedMargin | undefined {
	const units = strata.flatMap(({ domains, psus }) =>
		psus.map(({ unit }) => ({ code: domains[dimension]?.code, unit })),
	);
	const count = (
		countOf: (unit: (typeof units)[number]["unit"]) => (number | null)[],
	) => {
		const sums = new Map<number, number[]>();
		for (const { code, unit } of units) {
			const counts = countOf(unit);
			if (code === undefined || counts.some((one) => one === null))
				return undefined;
			const sum = sums.get(code) ?? counts.map(() => 0);
			sums.set(
				code,
				sum.map((total, at) => total + (counts[at] as number)),
			);
		}
		return sums.size > 0 ? [...sums].sort(([a], [b]) => a - b) : undefined;
	};
	const common = {
		source: `Dàn mẫu (${frame.name})`,
		version: `phiên bản ${frame.version}`,
	};
	const variable = `stratum:${dimension}`;
	const byClass =
		classVariable === undefined
			? undefined
			: count(({ people, leaders }) => [
					leaders,
					people === null || leaders === null ? null : people - leaders,
				]);
	if (classVariable !== undefined && byClass)
		return {
			variables: [variable, classVariable],
			unit: "people",
			...common,
			totals: byClass
				.flatMap(([code, [leaders, others]]) => [
					`${code}; 1; ${leaders}`,
					`${code}; 2; ${others}`,
				])
				.join("\n"),
		};
	const people = count(({ people, adults }) => [people ?? adults]);
	const found = people ?? count(({ households }) => [households]);
	return (
		found && {
			variables: [variable],
			unit: people ? "people" : "structure",
			...common,
			totals: found.map(([code, [total]]) => `${code}; ${total}`).join("\n"),
		}
	);
}

/** Dimensions of drawn strata, by the names that tables know them by. */
export const dimensionsOfStrata = (strata: PlanStratum[]): string[] =>
	Object.keys(strata[0]?.codes ?? {}).map((dimension) =>
		domainName(dimension as keyof PlanStratum["codes"]),
	);
