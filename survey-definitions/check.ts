import { dontKnow } from "./definition.ts";
import { holds } from "./evaluate.ts";
import {
	type Asked,
	type Interview,
	toResponse,
	variablesOf,
	walk,
} from "./flow.ts";
import { missingCodes } from "./missing-codes.ts";
import type {
	Answer,
	Answers,
	Draws,
	FreeTexts,
	Mode,
	Pace,
	Problem,
	ResponseBody,
} from "./response.ts";
import { languagesOf, questionsOf, type Survey } from "./survey.ts";

export interface Checked {
	problems: Problem[];
	/** The body to keep: answers to what was asked and nothing else. Only to be stored without problems. */
	kept: ResponseBody;
	texts: FreeTexts;
}

/**
 * The one judge of a response, on the phone before it is sent and on the server before it is stored.
 * `body` and `texts` may be anything at all. Nothing is repaired: whatever does not fit is a problem, by question and code.
 */
export function check(
	survey: Survey<unknown>,
	body: unknown,
	texts: unknown = {},
	lotLevel?: number,
): Checked {
	const problems: Problem[] = [];
	const report: Report = (variable, code, params) =>
		problems.push({ variable, code, ...(params ? { params } : {}) });

	const source = isRecord(body) ? body : {};
	if (!isRecord(body)) report("response", "malformed");
	for (const key of Object.keys(source))
		if (!bodyKeys.has(key)) report(key, "unknown-question");
	if (source.v !== survey.version)
		report("v", "version", { expected: survey.version });
	const mode: Mode = modes.find((m) => m === source.mode) ?? "self";
	if (mode !== source.mode) report("mode", "malformed");

	const draws = drawsOf(survey, source, mode, report);
	const answers = answersOf(survey, source, report);
	const interview: Interview = {
		setting: { mode, ...(lotLevel === undefined ? {} : { lotLevel }) },
		draws,
		answers,
	};
	const flow = walk(survey, interview);
	if (flow.ended) report(lastAsked(flow.asked), "screened-out");
	checkConsent(survey, answers, report);

	const expected = new Map<string, Asked<unknown>>();
	for (const asked of flow.asked)
		for (const name of variablesOf(asked.question, asked.items))
			expected.set(name, asked);
	const known = allVariables(survey);
	const { consent } = survey;
	for (const [name, answer] of Object.entries(answers)) {
		if (name === consent.name || name === consent.sensitive.name) continue;
		const asked = expected.get(name);
		if (asked) checkAnswer(name, answer, asked, answers, report);
		else if (known.has(name))
			report(name, isNotShown(name, flow.asked) ? "not-shown" : "not-relevant");
		else report(name, "unknown-question");
	}
	const batteries = new Set<string>();
	for (const { question, items } of flow.asked) {
		if (question.required && answers[question.name] === undefined)
			report(question.name, "required");
		if (
			question.constraint &&
			answers[question.name] !== undefined &&
			!holds(question.constraint, flow.scope)
		)
			report(question.name, "constraint");
		if (question.kind !== "battery") continue;
		batteries.add(question.name);
		checkShown(question.name, items, source.shown, report);
	}
	if (isRecord(source.shown))
		for (const name of Object.keys(source.shown))
			if (!batteries.has(name))
				report(name, known.has(name) ? "not-relevant" : "unknown-question");

	const language = languagesOf(survey).find((one) => one === source.lang);
	if (source.lang !== undefined && !language) report("lang", "malformed");
	const kept = toResponse(survey, interview, language);
	const pace = isRecord(source.flags) ? source.flags.pace : undefined;
	const band = paces.find((one) => one === pace);
	if (band) kept.flags.pace = band;
	else if (pace !== undefined) report("flags", "malformed");
	return {
		problems,
		kept,
		texts: textsOf(texts, flow.asked, answers, known, report),
	};
}

type Report = (
	variable: string,
	code: Problem["code"],
	params?: Problem["params"],
) => void;

const bodyKeys = new Set(
	"v lang mode arms shown reversed answers flags".split(" "),
);
const paces: Pace[] = [1, 2, 3];
const modes: Mode[] = ["self", "plain", "capi", "paper"];

const isRecord = (value: unknown): value is Record<string, unknown> =>
	value !== null && typeof value === "object" && !Array.isArray(value);

/** The draws as the body tells them: arms as they are, orders from the items shown. */
function drawsOf(
	survey: Survey<unknown>,
	source: Record<string, unknown>,
	mode: Mode,
	report: Report,
): Draws {
	const arms: Record<string, number> = {};
	const given = isRecord(source.arms) ? source.arms : {};
	if (!isRecord(source.arms)) report("arms", "malformed");
	for (const { name, levels, probabilities } of survey.arms) {
		const level = given[name];
		const at = levels.findIndex((one) => one === level);
		if (at >= 0 && (probabilities?.[at] ?? 1) > 0)
			arms[name] = levels[at] as number;
		else if (level !== undefined || mode === "self")
			report(name, "unknown-arm");
	}
	for (const name of Object.keys(given))
		if (!survey.arms.some((arm) => arm.name === name))
			report(name, "unknown-arm");
	if (source.reversed !== (arms.rev === 1)) report("reversed", "malformed");

	const orders: Record<string, number[]> = {};
	const shown = isRecord(source.shown) ? source.shown : {};
	if (!isRecord(source.shown)) report("shown", "malformed");
	for (const question of questionsOf(survey)) {
		if (question.kind !== "battery") continue;
		const names = shown[question.name];
		if (!Array.isArray(names)) continue;
		const items = question.items.map((item) => item.name);
		const first = [
			...new Set(
				names.map((name) => items.indexOf(name)).filter((at) => at >= 0),
			),
		];
		const rest = items.map((_, at) => at).filter((at) => !first.includes(at));
		orders[question.name] = [...first, ...rest];
		const attention = question.attention?.item.name;
		const at = attention ? names.indexOf(attention) : -1;
		if (attention && at >= 0) orders[attention] = [at];
	}
	return { arms, orders };
}

function answersOf(
	survey: Survey<unknown>,
	source: Record<string, unknown>,
	report: Report,
): Answers {
	const answers: Answers = Object.create(null);
	if (!isRecord(source.answers)) {
		report("answers", "malformed");
		return answers;
	}
	const lists = new Set(
		questionsOf(survey)
			.filter((question) => question.kind === "multiple")
			.map((question) => question.name),
	);
	for (const [name, value] of Object.entries(source.answers)) {
		const fits = lists.has(name)
			? Array.isArray(value) &&
				value.length > 0 &&
				value.every(Number.isInteger)
			: Number.isInteger(value);
		if (fits) answers[name] = value as Answer;
		else report(name, "wrong-type");
	}
	return answers;
}

function checkConsent(
	{ consent }: Survey<unknown>,
	answers: Answers,
	report: Report,
) {
	for (const name of [consent.name, consent.sensitive.name])
		if (answers[name] !== 1) report(name, "required");
}

function checkAnswer(
	name: string,
	answer: Answer,
	{ question, choices, statements }: Asked<unknown>,
	answers: Answers,
	report: Report,
) {
	const missing = missingCodes(question);
	const offered = choices.map((choice) => choice.code);
	if (Array.isArray(answer)) {
		const allowed = [...offered, ...missing];
		const unknown = answer.find((code) => !allowed.includes(code));
		if (unknown !== undefined)
			report(name, "unknown-option", { option: unknown });
		if (new Set(answer).size < answer.length) report(name, "repeated");
		const alone = answer.filter(
			(code) =>
				missing.includes(code) ||
				choices.some((choice) => choice.exclusive && choice.code === code),
		);
		if (alone.length > 0 && answer.length > 1)
			report(name, "exclusive", { option: alone[0] as number });
		const max = question.kind === "multiple" ? question.max : undefined;
		if (max !== undefined && answer.length > max)
			report(name, "too-many", { max });
		return;
	}
	if (missing.includes(answer)) return;
	if (question.kind === "number" || question.kind === "count") {
		const [min, max] =
			question.kind === "number"
				? [question.min, question.max]
				: [0, statements.length];
		if (answer < min || answer > max)
			report(name, "out-of-range", { min, max });
	} else if (question.kind === "ranking")
		checkRank(
			name,
			answer,
			question.name,
			answers[question.of],
			answers,
			report,
		);
	else if (!offered.includes(answer))
		report(name, "unknown-option", { option: answer });
}

/** A place in a ranking: one of the options chosen, no option twice, no place left out before it. */
function checkRank(
	name: string,
	answer: number,
	ranking: string,
	chosen: Answer | undefined,
	answers: Answers,
	report: Report,
) {
	if (!Array.isArray(chosen) || !chosen.includes(answer))
		report(name, "not-chosen", { option: answer });
	for (
		let place = Number(name.slice(ranking.length + 1)) - 1;
		place > 0;
		place--
	) {
		const before = answers[`${ranking}_${place}`];
		if (before === undefined || Number(before) >= dontKnow)
			report(name, "not-relevant");
		else if (before === answer) report(name, "repeated", { option: answer });
	}
}

function checkShown(
	battery: string,
	items: { name: string }[],
	shown: unknown,
	report: Report,
) {
	const given = isRecord(shown) ? shown[battery] : undefined;
	const fits =
		Array.isArray(given) &&
		given.length === items.length &&
		items.every((item, index) => item.name === given[index]);
	if (!fits) report(battery, "wrong-items-shown");
}

function textsOf(
	texts: unknown,
	asked: Asked<unknown>[],
	answers: Answers,
	known: Set<string>,
	report: Report,
): FreeTexts {
	const kept: FreeTexts = {};
	if (!isRecord(texts)) {
		report("texts", "malformed");
		return kept;
	}
	for (const [name, value] of Object.entries(texts)) {
		const place = asked.find(({ question }) => question.name === name);
		const limit = place && textLimit(place, answers[name]);
		if (limit === undefined)
			report(name, known.has(name) ? "not-relevant" : "unknown-question");
		else if (typeof value !== "string") report(name, "wrong-type");
		else {
			const clean = value
				.normalize()
				.replace(/[\t\v\f]/g, " ")
				.replace(unprintable, "")
				.trim();
			if (clean.length > limit) report(name, "too-long", { limit });
			else if (clean) kept[name] = clean;
		}
	}
	return kept;
}

/** Control characters, half surrogates and the like; line ends stay. */
const unprintable = /[^\P{C}\n]/gu;

function textLimit(
	{ question, choices }: Asked<unknown>,
	answer: Answer | undefined,
): number | undefined {
	if (question.kind === "text") return question.limit;
	const chosen = Array.isArray(answer) ? answer : [answer];
	return choices.find((c) => c.otherText && chosen.includes(c.code))?.otherText;
}

const lastAsked = (asked: Asked<unknown>[]) =>
	asked.at(-1)?.question.name ?? "response";

const isNotShown = (name: string, asked: Asked<unknown>[]) =>
	asked.some(
		({ question }) =>
			question.kind === "battery" &&
			question.items.some((item) => item.name === name),
	);

function allVariables(survey: Survey<unknown>): Set<string> {
	const names = new Set<string>();
	for (const question of questionsOf(survey)) {
		names.add(question.name);
		const items =
			question.kind === "battery"
				? [
						...question.items,
						...(question.attention ? [question.attention.item] : []),
					]
				: [];
		for (const name of variablesOf(question, items)) names.add(name);
	}
	return names;
}
