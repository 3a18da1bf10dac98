import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { DefinitionError } from "../survey-definitions/definition-error.ts";
import {
	checkLanguage,
	type Language,
	type Languages,
	spoken,
	type Words,
} from "../survey-definitions/languages.ts";
import {
	type Survey,
	languagesOf as written,
} from "../survey-definitions/survey.ts";
import type { ServerContext } from "./context.ts";
import { projectRoot } from "./project-root.ts";
import { readJson } from "./read-definitions.ts";

const folder = path.join(projectRoot, "survey-definitions", "languages");

/**
 * The languages of the project, and those that a folder of one's own adds: CODE.json each. Throws a DefinitionError that
 * names file, word and remedy.
 */
export function readLanguages(own?: string): Languages {
	const folders = own && existsSync(own) ? [folder, own] : [folder];
	const files = folders.flatMap((from) =>
		readdirSync(from)
			.filter((name) => /^[a-z]{2,3}(-[A-Za-z0-9]+)*\.json$/.test(name))
			.map((name): [string, Language] => [
				name.slice(0, -".json".length),
				readJson(from, name) as Language,
			]),
	);
	const languages = Object.fromEntries(files) as unknown as Languages;
	for (const [code, language] of Object.entries(languages)) {
		const problems = checkLanguage(language, languages.vi);
		if (problems.length > 0)
			throw new DefinitionError(`${code}.json`, problems);
	}
	// Vietnamese first, then English, then the others by code.
	const { vi, en, ...others } = languages;
	return { vi, ...(en ? { en } : {}), ...others };
}

let project: Languages | undefined;

export function languagesOf(own: ServerContext["languages"]): Languages {
	project ??= readLanguages();
	return own ?? project;
}

/** A language that a page can be in, and the others that it offers. */
export interface Spoken {
	code: string;
	words: Words;
	others: { code: string; name: string }[];
}

/** The language asked for where the page, and the survey on it, can be read in it; else Vietnamese. */
export function speak(
	own: ServerContext["languages"],
	asked: string | undefined,
	survey?: Pick<Survey, "languages">,
): Spoken {
	const languages = languagesOf(own);
	const offered = Object.keys(languages).filter(
		(code) => !survey || written(survey).includes(code),
	);
	const code = offered.find((one) => one === asked) ?? "vi";
	return {
		code,
		words: languages[code] as Language,
		others: offered
			.filter((one) => one !== code)
			.map((one) => ({ code: one, name: (languages[one] as Language).name })),
	};
}

/** Words as said to those whom a survey addresses so (Anh/Chị, Ông/Bà). */
export const wordsTo = ({ words }: Spoken, you: string) => ({
	phone: spoken(words.phone, { you }),
	plain: spoken(words.plain, { you }),
});
