import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import type { TokenPlace } from "../client/respondent/tokens.ts";
import type { Survey } from "../survey-definitions/survey.ts";
import type { Spoken } from "./languages.ts";
import { respondentPage } from "./pages/respondent.tsx";
import { firstPart, phoneForm } from "./phone-form.ts";

/** A text that is the same for everybody, compressed once. */
export interface PhoneText {
	text: string;
	brotli: Buffer<ArrayBuffer>;
	/** Stands in the form's address, which may therefore be kept for ever. */
	hash: string;
}

interface PhonePage {
	page: PhoneText;
	form: PhoneText;
}

const pages = new WeakMap<Survey, Map<string, Promise<PhonePage>>>();

/** What a phone gets of a survey in one language: the page, and the form that the page asks for. Written once. */
export function phonePage(
	survey: Survey,
	spoken: Spoken,
	/** The level of each lot's stratum. */
	lots: Record<string, number>,
	tokens: TokenPlace | undefined,
): Promise<PhonePage> {
	const known = pages.get(survey) ?? new Map<string, Promise<PhonePage>>();
	pages.set(survey, known);
	const key = JSON.stringify([spoken.code, lots, tokens]);
	const page = known.get(key) ?? write();
	known.set(key, page);
	return page;

	async function write(): Promise<PhonePage> {
		const form = await compressed(
			JSON.stringify(phoneForm(survey, spoken, lots, tokens)),
		);
		const address = `/s/${survey.id}/form.json?lang=${spoken.code}&hash=${form.hash}`;
		const first = firstPart(survey, spoken, address, tokens);
		const page = await compressed(respondentPage(survey, spoken, first));
		return { page, form };
	}
}

async function compressed(text: string): Promise<PhoneText> {
	const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
	const brotli = await promisify(brotliCompress)(text);
	return { text, brotli: Buffer.from(brotli), hash };
}
