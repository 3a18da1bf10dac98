import { check } from "../../survey-definitions/check.ts";
import { walk } from "../../survey-definitions/flow.ts";
import type { Problem } from "../../survey-definitions/response.ts";
import { lotOfSlip, readSlipCode } from "../../survey-definitions/slip-code.ts";
import { questionsOf, type Survey } from "../../survey-definitions/survey.ts";
import type { Trace } from "../../survey-definitions/traces-of-people.ts";
import { compiledSurvey, compiledVersion } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import {
	formOf,
	interviewOf,
	type PlainProblem,
	problemsOnPage,
	readGiven,
	tracesIn,
	withGiven,
} from "./plain-answers.ts";
import { askedOn, type PlainPage, pagesOf } from "./plain-pages.ts";
import { type PlainSent, sendPlain, tellPlain } from "./plain-send.ts";
import { openState, type PlainState } from "./plain-state.ts";

/** What a page says besides its questions. */
export type PlainNotice =
	| "cut-short"
	| "questionnaire-changed"
	| "traces-of-people";

export type ConsentProblem =
	| "tick-first"
	| "code-missing"
	| "code-wrong"
	| "code-unknown";

/** What to show next. Every state goes back to the person in the page; nothing of it stays here. */
export type PlainView =
	| {
			show: "consent";
			survey: Survey;
			receipt: string;
			typed: string;
			ticked: boolean;
			problems: ConsentProblem[];
	  }
	| {
			show: "questions";
			survey: Survey;
			state: PlainState;
			page: PlainPage;
			lotLevel: number | undefined;
			isFirst: boolean;
			problems: PlainProblem[];
			/** By question: what somebody wrote that may point at a person. */
			traces: Record<string, Trace[]>;
			notice?: PlainNotice;
	  }
	| {
			show: "review";
			survey: Survey;
			state: PlainState;
			lotLevel: number | undefined;
			problems: Problem[];
			trouble?: Exclude<PlainSent, "sent" | "fieldwork-closed">;
			typed: string;
	  }
	| {
			show: "sent" | "declined" | "screened" | "left" | "closed" | "unreadable";
	  }
	/** What only the route can know of: cards that need scripts, a page over the limit, a fault. */
	| { show: "tokens" | "too-large" | "failed" }
	| { show: "other-survey"; survey: string; sealed: string };

const receiptForm = /^[\w-]{43}$/;

/** The first page: consent, the box for sensitive data and the card's code. */
export async function beginPlain(
	context: ServerContext,
	surveyId: string,
	newReceipt: string,
): Promise<PlainView> {
	const { survey } = await compiledSurvey(context.store, surveyId);
	return {
		show: "consent",
		survey,
		receipt: newReceipt,
		typed: "",
		ticked: false,
		problems: [],
	};
}

/** Takes one page of forms and says what comes next. Only consent refused, screening out and sending store anything. */
export async function takePlainPage(
	context: ServerContext,
	surveyId: string,
	fields: URLSearchParams,
	language: string,
	newReceipt: string,
): Promise<PlainView> {
	if (fields.has("receipt"))
		return takeConsent(context, surveyId, fields, newReceipt);
	const sealed = fields.get("state") ?? "";
	const state = openState(context.pepper, sealed);
	if (!state) return { show: "unreadable" };
	if (state.survey !== surveyId)
		return { show: "other-survey", survey: state.survey, sealed };

	const lotLevel = await levelOf(context, surveyId, state.code);
	const version = await compiledVersion(context.store, surveyId, state.version);
	if (!version) {
		const { survey } = await compiledSurvey(context.store, surveyId);
		return carryOver(survey, state, fields, lotLevel);
	}
	const step: Step = { survey: version, lotLevel, language };
	return state.at < pagesOf(version).length
		? takeQuestions(context, step, state, fields)
		: takeReview(context, step, state, fields);
}

interface Step {
	survey: Survey;
	lotLevel: number | undefined;
	language: string;
}

async function takeConsent(
	context: ServerContext,
	surveyId: string,
	fields: URLSearchParams,
	newReceipt: string,
): Promise<PlainView> {
	const { survey } = await compiledSurvey(context.store, surveyId);
	const given = fields.get("receipt") ?? "";
	const receipt = receiptForm.test(given) ? given : newReceipt;
	const typed = (fields.get("code") ?? "").slice(0, 64);
	const code = readSlipCode(typed);
	const ticked = fields.has("sensitive");
	if (fields.get("go") === "decline")
		// Without a card there is nobody to count.
		return code
			? tellPlain(context, surveyId, { code, receipt, outcome: "declined" })
			: { show: "left" };

	const level = code && (await levelOf(context, surveyId, code));
	const problems: ConsentProblem[] = [];
	if (!ticked) problems.push("tick-first");
	if (!typed.trim()) problems.push("code-missing");
	else if (!code) problems.push("code-wrong");
	else if (level === undefined) problems.push("code-unknown");
	if (!code || problems.length > 0 || fields.get("go") !== "agree") {
		const shown = fields.get("go") === "agree" ? problems : [];
		return {
			show: "consent",
			survey,
			receipt,
			typed,
			ticked,
			problems: shown,
		};
	}
	const state: PlainState = {
		survey: surveyId,
		version: survey.version,
		code,
		receipt,
		at: 0,
		reviewed: false,
		answers: {},
		texts: {},
	};
	return pageAfter(survey, state, -1, level as number);
}

async function takeQuestions(
	context: ServerContext,
	{ survey, lotLevel, language }: Step,
	before: PlainState,
	fields: URLSearchParams,
): Promise<PlainView> {
	const page = pagesOf(survey)[before.at] as PlainPage;
	const asked = askedOn(page, walk(survey, interviewOf(before, lotLevel)));
	const given = readGiven(asked, fields);
	// Without its last field a page did not arrive whole: what is not there was not taken back.
	const isWhole = fields.has("end");
	if (!isWhole)
		for (const [name, answer] of Object.entries(given.answers))
			if (answer === undefined && !fields.has(name)) delete given.answers[name];
	const state = withGiven(before, given);
	if (!isWhole) return questions(survey, state, lotLevel, [], "cut-short");

	const go = fields.get("go") ?? "next";
	if (go === "stay") return questions(survey, state, lotLevel);
	if (go === "back") return pageBefore(survey, state, lotLevel);

	const problems = problemsOnPage(
		survey,
		state,
		asked,
		given,
		language,
		lotLevel,
	);
	if (problems.length > 0) return questions(survey, state, lotLevel, problems);
	const traces = Object.entries(tracesIn(asked, state)).map(
		([name, kinds]) => `${name}:${kinds}`,
	);
	const warned = state.warned ?? [];
	if (traces.some((one) => !warned.includes(one)))
		return questions(
			survey,
			{ ...state, warned: [...new Set([...warned, ...traces])] },
			lotLevel,
			[],
			"traces-of-people",
		);
	const flow = walk(survey, interviewOf(state, lotLevel));
	if (flow.ended)
		return tellPlain(context, survey.id, {
			code: state.code,
			receipt: state.receipt,
			outcome: "screened",
		});
	if (go === "review") return review(survey, state, language, lotLevel);
	return pageAfter(survey, state, state.at, lotLevel, language);
}

async function takeReview(
	context: ServerContext,
	{ survey, lotLevel, language }: Step,
	state: PlainState,
	fields: URLSearchParams,
): Promise<PlainView> {
	const go = fields.get("go") ?? "";
	const wanted = /^page:(\d{1,3})$/.exec(go)?.[1];
	if (wanted !== undefined)
		return pageAfter(survey, state, Number(wanted) - 1, lotLevel, language);
	if (go === "back") return pageBefore(survey, state, lotLevel);

	const typed = (fields.get("code") ?? "").slice(0, 64).trim();
	if (go !== "send")
		return { ...review(survey, state, language, lotLevel), typed };
	const code = typed ? readSlipCode(typed) : state.code;
	if (!code)
		return {
			...review(survey, state, language, lotLevel),
			trouble: "code-wrong",
			typed,
		};
	const level = await levelOf(context, survey.id, code);
	const form = formOf(survey, state, language, level);
	const { problems } = check(survey, form.response, form.texts, level);
	const own = { ...state, code };
	if (problems.length > 0) return review(survey, own, language, level);
	const result = await sendPlain(context, survey.id, {
		code,
		receipt: state.receipt,
		...form,
	});
	if (result === "sent") return { show: "sent" };
	if (result === "fieldwork-closed") return { show: "closed" };
	return {
		...review(survey, own, language, level),
		trouble: result,
		typed,
	};
}

/** The questionnaire was replaced and the version that was begun is gone: answers keep their names, so they go along. */
function carryOver(
	survey: Survey,
	before: PlainState,
	fields: URLSearchParams,
	lotLevel: number | undefined,
): PlainView {
	const all = questionsOf(survey).map((question) => ({
		section: survey.sections[0] as Survey["sections"][0],
		question,
		items: question.kind === "battery" ? question.items : [],
		choices: "choices" in question ? question.choices : [],
		statements: [],
	}));
	const given = readGiven(all, fields);
	for (const [name, answer] of Object.entries(given.answers))
		if (answer === undefined) delete given.answers[name];
	for (const [name, text] of Object.entries(given.texts))
		if (!text) delete given.texts[name];
	const state = {
		...withGiven(before, given),
		version: survey.version,
		at: 0,
		reviewed: false,
	};
	return questions(survey, state, lotLevel, [], "questionnaire-changed");
}

function questions(
	survey: Survey,
	state: PlainState,
	lotLevel: number | undefined,
	problems: PlainProblem[] = [],
	notice?: PlainNotice,
): PlainView {
	const flow = walk(survey, interviewOf(state, lotLevel));
	const pages = pagesOf(survey);
	const page = pages[state.at] as PlainPage;
	return {
		show: "questions",
		survey,
		state,
		page,
		traces: tracesIn(askedOn(page, flow), state),
		lotLevel,
		isFirst: !pages
			.slice(0, state.at)
			.some((page) => askedOn(page, flow).length > 0),
		problems,
		...(notice ? { notice } : {}),
	};
}

function review(
	survey: Survey,
	before: PlainState,
	language: string,
	lotLevel: number | undefined,
): Extract<PlainView, { show: "review" }> {
	const state = { ...before, at: pagesOf(survey).length, reviewed: true };
	const { response, texts } = formOf(survey, state, language, lotLevel);
	return {
		show: "review",
		survey,
		state,
		lotLevel,
		problems: check(survey, response, texts, lotLevel).problems,
		typed: "",
	};
}

/** The next page on which anything is asked, else the review. */
function pageAfter(
	survey: Survey,
	state: PlainState,
	index: number,
	lotLevel: number | undefined,
	language: string = "vi",
): PlainView {
	const flow = walk(survey, interviewOf(state, lotLevel));
	const at = pagesOf(survey).findIndex(
		(page, other) => other > index && askedOn(page, flow).length > 0,
	);
	return at < 0
		? review(survey, state, language, lotLevel)
		: questions(survey, { ...state, at }, lotLevel);
}

function pageBefore(
	survey: Survey,
	state: PlainState,
	lotLevel: number | undefined,
): PlainView {
	const flow = walk(survey, interviewOf(state, lotLevel));
	const at = pagesOf(survey).findLastIndex(
		(page, other) => other < state.at && askedOn(page, flow).length > 0,
	);
	return questions(survey, { ...state, at: Math.max(at, 0) }, lotLevel);
}

/** The level of the stratum of a card's lot; undefined where the survey has no such lot. */
async function levelOf(
	{ store }: ServerContext,
	surveyId: string,
	code: string,
): Promise<number | undefined> {
	const lots = await store.lots(surveyId);
	return lots.find((lot) => lot.id === lotOfSlip(code))?.level;
}
