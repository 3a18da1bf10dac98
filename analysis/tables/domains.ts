import type { Category, Variable } from "../../survey-definitions/codebook.ts";
import {
	dontKnow,
	refused,
	type Text,
} from "../../survey-definitions/definition.ts";
import type { Domain } from "../estimators/proportions.ts";
import { stratumOfRows } from "../fielded-sample.ts";
import type { SurveyDataset } from "../survey-dataset.ts";

/** What a table can be told apart by. */
export interface DomainVariable {
	/** A single variable, or `stratum:` and a dimension of the design. */
	name: string;
	label: Text;
}

export interface DomainLevels extends DomainVariable {
	levels: Category[];
	domain: Domain;
}

/** As many as the country had provinces; years of age and the like are recoded first. */
const mostLevels = 70;
const stratumPrefix = "stratum:";

/** Dimensions of the strata, then what people said about themselves, then arms, then all else. */
export function domainsOf({
	variables,
	strata,
}: SurveyDataset): DomainVariable[] {
	const dimensions = new Set(
		strata.flatMap(({ domains }) => Object.keys(domains)),
	);
	const place = ({ section }: Variable) =>
		section === "about" ? 0 : section === "arms" ? 1 : 2;
	return [
		...[...dimensions].map((name) => ({
			name: stratumPrefix + name,
			label: dimensionLabel(name),
		})),
		...variables
			.filter(
				({ type, categories }) =>
					type === "single" && categories.length <= mostLevels,
			)
			.sort((a, b) => place(a) - place(b))
			.map((variable) => ({ name: variable.name, label: labelOf(variable) })),
	];
}

/** The levels of a domain variable and the level of each row. Throws for what `domainsOf` does not offer. */
export function domainLevels(
	dataset: SurveyDataset,
	name: string,
): DomainLevels {
	const offered = domainsOf(dataset).find((domain) => domain.name === name);
	if (!offered) throw new Error(`"${name}" is no domain variable`);
	const { levels, codes } = name.startsWith(stratumPrefix)
		? dimension(dataset, name.slice(stratumPrefix.length))
		: answered(dataset, name);
	const places = new Map(levels.map(({ code }, place) => [code, place]));
	return {
		...offered,
		levels,
		domain: { count: levels.length, codes: placesOf(codes, places) },
	};
}

/** The place of each code, −1 for codes without one: over a million rows, without a look-up in a map for each. */
export function placesOf(
	codes: Int16Array | Int32Array,
	places: Map<number, number>,
): Int32Array {
	let lowest = 0;
	let highest = 0;
	for (const code of places.keys()) {
		lowest = Math.min(lowest, code);
		highest = Math.max(highest, code);
	}
	const table = new Int32Array(highest - lowest + 1).fill(-1);
	for (const [code, place] of places) table[code - lowest] = place;
	const found = new Int32Array(codes.length);
	for (let row = 0; row < codes.length; row++) {
		const at = codes[row]! - lowest;
		found[row] = at >= 0 && at < table.length ? table[at]! : -1;
	}
	return found;
}

function dimension({ strata, lots, columns }: SurveyDataset, name: string) {
	const levels = new Map<number, Category>();
	for (const { domains } of strata) {
		const level = domains[name];
		if (level) levels.set(level.code, level);
	}
	const ofStrata = strata.map(({ domains }) => domains[name]?.code ?? -1);
	const codes = stratumOfRows({ strata, lots }, columns.lot ?? []);
	for (let row = 0; row < codes.length; row++)
		codes[row] = ofStrata[codes[row]!] ?? -1;
	return {
		levels: [...levels.values()].sort((a, b) => a.code - b.code),
		codes,
	};
}

function answered({ variables, columns }: SurveyDataset, name: string) {
	const codes = (columns[name] ?? new Int16Array()) as Int16Array;
	const occurring = new Set<number>();
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row]!;
		if (code === dontKnow || code === refused) occurring.add(code);
	}
	const variable = variables.find((one) => one.name === name);
	return {
		codes,
		levels: (variable?.categories ?? []).filter(
			({ code }) =>
				(code !== dontKnow && code !== refused) || occurring.has(code),
		),
	};
}

const labelOf = ({ question, item }: Variable): Text =>
	item
		? {
				vi: `${question.vi} – ${item.vi}`,
				en: `${question.en} – ${item.en}`,
			}
		: question;

/** `region@G1` is the region that a stratum lies in under version G1 of the geography. */
export function dimensionLabel(name: string): Text {
	const [dimension = "", version] = name.split("@");
	const { vi, en } = dimensionLabels[dimension] ?? { vi: name, en: name };
	return version
		? {
				vi: `${vi} (địa giới ${version})`,
				en: `${en} (geography ${version})`,
			}
		: { vi, en };
}

const dimensionLabels: Record<string, Text> = {
	level: { vi: "Cấp", en: "Level" },
	sector: { vi: "Khối", en: "Sector" },
	region: { vi: "Vùng", en: "Region" },
	province: { vi: "Tỉnh, thành phố", en: "Province" },
	kind: { vi: "Loại cơ quan", en: "Kind of agency" },
	stratum: { vi: "Tầng của dàn mẫu", en: "Stratum of the frame" },
	area: { vi: "Thành thị, nông thôn", en: "Urban or rural" },
};
