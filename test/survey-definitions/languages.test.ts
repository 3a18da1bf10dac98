import { expect, test } from "vitest";
import { readLanguages } from "../../server/languages.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { compile } from "../../survey-definitions/compile.ts";
import {
	checkLanguage,
	say,
	spoken,
	withTranslations,
} from "../../survey-definitions/languages.ts";
import { translate } from "../../survey-definitions/survey.ts";
import { pseudoLanguage } from "../support/pseudo-language.ts";

const { vi, en } = readLanguages();
const definitions = readDefinitions();
const wave = { CONTROLLER: "Viện", HOTLINE: "024" };

test("English has every word that Vietnamese has, with the same gaps", () => {
	expect(checkLanguage(en, vi)).toEqual([]);
});

test("gaps are filled by name, and what nobody fills stays to be seen", () => {
	expect(say("{count} trên {max}, {other}", { count: 2, max: 3 })).toBe(
		"2 trên 3, {other}",
	);
	expect(spoken({ a: ["Xin {you}"] }, { you: "$& Anh/Chị" })).toEqual({
		a: ["Xin $& Anh/Chị"],
	});
});

test("a word that is missing, unknown, empty or has other gaps is named with its remedy", () => {
	const language = structuredClone(pseudoLanguage(vi, definitions));
	const phone: Record<string, unknown> = language.phone;
	delete phone.next;
	phone.back = " ";
	phone.part = "[{section}]";
	phone.nonsense = "x";
	expect(
		checkLanguage(language, vi).map(({ where, message }) => [where, message]),
	).toEqual([
		["phone.next", "has no text"],
		["phone.back", "has no text"],
		["phone.part", "differs from the Vietnamese in {of}"],
		["phone.nonsense", "is in no language"],
	]);
	expect(checkLanguage("no language", vi).length).toBeGreaterThan(10);
});

test("a translation with other placeholders than its sentence is named", () => {
	const language = {
		...pseudoLanguage(vi, []),
		surveys: { citizens: { "Hỏi {{HOTLINE}}": "[ask]" } },
	};
	expect(checkLanguage(language, vi)).toMatchObject([
		{ message: "differs from the Vietnamese in {{HOTLINE}}" },
	]);
});

test("a questionnaire is offered in a language where nothing of it is missing, and says every text in it", () => {
	for (const definition of definitions) {
		const third = pseudoLanguage(vi, [definition]);
		const whole = compile(
			withTranslations(definition, { vi, tyz: third }),
			wave,
		);
		expect(whole.languages).toEqual(["vi", "en", "tyz"]);
		const questions = translate(whole, "tyz").sections.flatMap(
			({ elements }) => elements,
		);
		for (const one of questions)
			if (one.kind !== "calculate") expect(one.text).toMatch(/^\[.*\]$/s);

		const texts = third.surveys?.[definition.id] as Record<string, string>;
		delete texts[definition.endings.sent.vi];
		const partial = withTranslations(definition, { vi, tyz: third });
		expect(compile(partial, wave).languages).toBeUndefined();
	}
});

test("without translations a definition stays as it is, to the letter", () => {
	for (const definition of definitions)
		expect(withTranslations(definition, { vi, ...(en ? { en } : {}) })).toBe(
			definition,
		);
});
