import type {
	FirstPart,
	FirstWords,
	Form,
} from "../client/respondent/parts.ts";
import type { TokenPlace } from "../client/respondent/tokens.ts";
import { spoken as fill } from "../survey-definitions/languages.ts";
import { nameWords } from "../survey-definitions/name-words.ts";
import { type Survey, translate } from "../survey-definitions/survey.ts";
import { firstScreen } from "./first-screen.ts";
import { type Spoken, wordsTo } from "./languages.ts";

/** The form in one language as a phone fetches it, with the level of each lot's stratum. */
export function phoneForm(
	survey: Survey,
	spoken: Spoken,
	lots: Record<string, number>,
	tokens: TokenPlace | undefined,
): Form {
	const own = withoutConsent(translate(survey, spoken.code));
	const { address: you } = own;
	const { words } = spoken;
	return {
		language: spoken.code,
		survey: own,
		words: wordsTo(spoken, you).phone,
		nameWords,
		tokenWords: tokens && fill(words.tokens, { you, hotline: tokens.hotline }),
		lots,
	};
}

const firstWords = [
	"next",
	"back",
	"exit",
	"exited",
	"part",
	"chooseFirst",
	"tickFirst",
	"loading",
	"loadFailed",
	"again",
	"larger",
] satisfies (keyof FirstWords)[];

/** What the page holds of the form, so that the first question need not wait for the rest of it. */
export function firstPart(
	survey: Survey,
	spoken: Spoken,
	form: string,
	tokens: TokenPlace | undefined,
): FirstPart {
	const own = translate(survey, spoken.code);
	const { id, version, dontKnow, refused } = own;
	const { phone } = wordsTo(spoken, own.address);
	return {
		survey: { id, version, dontKnow, refused },
		sectionCount: own.sections.length,
		screen: firstScreen(own),
		words: Object.fromEntries(
			firstWords.map((name) => [name, phone[name]]),
		) as FirstWords,
		form,
		tokens,
	};
}

/** The words of the consent screen stand in the page, and nowhere else. */
const withoutConsent = (survey: Survey<string>): Survey<string> => ({
	...survey,
	consent: {
		name: survey.consent.name,
		title: "",
		invitation: "",
		points: [],
		more: [],
		agree: "",
		decline: "",
		sensitive: { name: survey.consent.sensitive.name, text: "" },
	},
});
