import type { DefinitionProblem } from "../../survey-definitions/definition-error.ts";
import {
	checkDesign,
	type DesignProblem,
	lowestLotMinimum,
	type PlannedStratum,
} from "../sampling/check-design.ts";
import {
	type ConsentFacts,
	type ConsentFault,
	consentFaults,
} from "./consent-words.ts";

export type CheckName =
	| "wave"
	| "controller"
	| "hotline"
	| "lot-minimum"
	| "consent-words"
	| "sample"
	| "design"
	| "cards"
	| "hand-over"
	| "pilot"
	| "margins"
	| "closing-date"
	| "public-url";

export interface CheckPoint {
	name: CheckName;
	/** A warning does not keep a survey from opening. */
	state: "met" | "unmet" | "warning";
	/** Which of the reasons it is, where there are several. */
	why?: string;
	values: Record<string, string | number>;
	/** What is wrong with the definition under this wave. */
	definition?: DefinitionProblem[];
	/** What is wrong with the design, each with its remedy. */
	design?: DesignProblem[];
	/** What the consent screen says that does not hold. */
	consent?: ConsentFault[];
}

export interface FieldFacts {
	/** Empty where the definition compiles with the wave. */
	definitionProblems: DefinitionProblem[];
	controller: string;
	hotline: string;
	/** What the consent text says, where the wave has such a parameter at all. */
	lotMinimum: number | undefined;
	consent: ConsentFacts;
	sampling: "probability" | "non-probability";
	/** Lots that are not reserve; empty where nothing is drawn. */
	lots: { id: string; invited: number; cards: number }[];
	/** Whether the sample came from a frame by a plan. */
	isDrawn: boolean;
	strata: PlannedStratum[];
	/** What the plan asks of the design; absent without one. */
	plan?: {
		lotMinimum: number;
		minimumDf: number;
		mainDomains: { name: string; strata: string[] }[];
	};
	/** Agencies that hand out cards still stand in the store. */
	handOverWaiting: boolean;
	pilot: "none" | "running" | "done" | "waived";
	isPilot: boolean;
	margins: { name: string; source: string; version: string }[];
	closingDate: string | undefined;
	today: string;
	publicUrl: string;
}

/** Fewer cards than this only where the plan says so. */
const usualLotMinimum = 50;

/** What must hold before a field opens, point by point, in the order of the work. */
export function fieldChecklist(facts: FieldFacts): CheckPoint[] {
	const {
		definitionProblems,
		controller,
		hotline,
		lots,
		isDrawn,
		isPilot,
		pilot,
		margins,
		closingDate,
		today,
		publicUrl,
	} = facts;
	const design = designProblems(facts);
	const consent = consentFaults(facts.consent);
	const withoutCards = lots.filter(({ cards }) => cards === 0).length;
	const unnamed = margins.filter(
		({ source, version }) => !source.trim() || !version.trim(),
	);
	const isSecure =
		/^https:\/\//.test(publicUrl) &&
		!/^https:\/\/(localhost|127\.|\[::1\])/.test(publicUrl);
	return [
		{
			...point("wave", definitionProblems.length === 0),
			values: { problems: definitionProblems.length },
			definition: definitionProblems,
		},
		point("controller", controller.trim() !== ""),
		point("hotline", hotline.trim() !== ""),
		lotMinimumPoint(facts),
		{
			...point("consent-words", consent.length === 0),
			values: { problems: consent.length },
			consent,
		},
		{
			...point("sample", lots.length > 0),
			values: { lots: lots.length },
		},
		{
			...point("design", lots.length > 0 && design.length === 0),
			values: { problems: design.length },
			design,
		},
		{
			...point("cards", lots.length > 0 && withoutCards === 0),
			values: { lots: lots.length, without: withoutCards },
		},
		point("hand-over", lots.length > 0 && !facts.handOverWaiting, {
			...(isDrawn ? {} : { why: "not-drawn" }),
		}),
		point("pilot", isPilot || pilot === "done" || pilot === "waived", {
			why: isPilot ? "is-pilot" : pilot,
		}),
		margins.length === 0
			? { name: "margins", state: "warning", why: "none", values: {} }
			: {
					...point("margins", unnamed.length === 0),
					values: { margins: margins.length, unnamed: unnamed[0]?.name ?? "" },
				},
		point("closing-date", closingDate !== undefined && closingDate > today, {
			...(closingDate === undefined ? { why: "none" } : {}),
			values: { date: closingDate ?? "" },
		}),
		{
			name: "public-url",
			state: isSecure ? "met" : "warning",
			values: { url: publicUrl },
		},
	];
}

const point = (
	name: CheckName,
	isMet: boolean,
	more: Partial<CheckPoint> = {},
): CheckPoint => ({
	name,
	state: isMet ? "met" : "unmet",
	values: {},
	...more,
});

function lotMinimumPoint({ lotMinimum, lots, plan }: FieldFacts): CheckPoint {
	const smallest = Math.min(...lots.map(({ invited }) => invited));
	const values = {
		minimum: lotMinimum ?? 0,
		...(lots.length > 0 ? { smallest } : {}),
	};
	// A questionnaire whose consent text prints no number promises none.
	if (lotMinimum === undefined)
		return { ...point("lot-minimum", true), values };
	const why =
		!Number.isInteger(lotMinimum) || lotMinimum < lowestLotMinimum
			? "under-20"
			: lots.length === 0
				? "not-drawn"
				: smallest < lotMinimum
					? "lot-smaller"
					: lotMinimum < usualLotMinimum &&
							(plan?.lotMinimum ?? usualLotMinimum) > lotMinimum
						? "not-planned"
						: undefined;
	return {
		...point("lot-minimum", why === undefined),
		...(why ? { why } : {}),
		values,
	};
}

/** A quota sample claims no sampling error, so only its lots have to be large enough. */
function designProblems({
	sampling,
	strata,
	plan,
	lotMinimum,
	isPilot,
}: FieldFacts): DesignProblem[] {
	if (strata.length === 0) return [];
	const problems = checkDesign(strata, {
		lotMinimum: plan?.lotMinimum ?? lotMinimum ?? usualLotMinimum,
		minimumDf: plan?.minimumDf ?? 30,
		mainDomains: plan?.mainDomains ?? [],
	});
	if (sampling === "probability" && !isPilot) return problems;
	return problems.filter(
		({ code }) =>
			code === "lot-under-minimum" || code === "lot-minimum-too-low",
	);
}
