import type { Words } from "../../survey-definitions/languages.ts";
import type { NameWords } from "../../survey-definitions/name-words.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import type * as later from "./later.ts";
import type { Screen } from "./screens.ts";
import type { TokenPlace } from "./tokens.ts";

/** Nothing else is said up to the first question. */
export type FirstWords = Pick<
	Words["phone"],
	| "next"
	| "back"
	| "exit"
	| "exited"
	| "part"
	| "chooseFirst"
	| "tickFirst"
	| "loading"
	| "loadFailed"
	| "again"
	| "larger"
>;

/** What stands in the page itself: all that the first question takes. */
export interface FirstPart {
	survey: Pick<Survey<string>, "id" | "version" | "dontKnow" | "refused">;
	sectionCount: number;
	/** The first question, with its words put in; none where it depends on chance or on the lot. */
	screen: Screen | undefined;
	words: FirstWords;
	/** Address of the form: the same for everybody, and never the same for two forms. */
	form: string;
	tokens?: TokenPlace | undefined;
}

/** What is fetched in the background once the page can be used. */
export interface Form {
	survey: Survey<string>;
	language: string;
	words: Words["phone"];
	/** By which the phone knows a name in what somebody writes. */
	nameWords: NameWords;
	/** In a survey with tokens alone. */
	tokenWords?: Words["tokens"] | undefined;
	/** The level of each lot's stratum: all lots at once, so that the request does not tell whose lot is whose. */
	lots: Record<string, number>;
}

/** The form, and the script that knows what to do with all of it. */
export type Rest = Form & { later: typeof later };
