import { createHash } from "node:crypto";
import type { Store } from "../db/store.ts";
import { Refusal } from "./refusal.ts";

/**
 * SHA-256 of all that a survey's figures are made of: the questionnaire as fielded, the rules of cleaning, strata and lots,
 * each column of the closed responses and the weights with their recipe. Names and lengths go before the bytes, so that
 * nothing can move from one part to another unseen.
 */
export async function dataHash(
	store: Store,
	surveyId: string,
	weightsVersion: number,
): Promise<string> {
	const survey = await store.survey(surveyId);
	const taken = await store.snapshot(surveyId);
	const weights = await store.weightVersion(surveyId, weightsVersion);
	if (!survey || !taken || !weights) throw new Refusal("fieldwork-open");
	const hash = createHash("sha256");
	const add = (name: string, bytes: Uint8Array) => {
		hash.update(`${name} ${bytes.length}\n`);
		hash.update(bytes);
	};
	const addJson = (name: string, value: unknown) =>
		add(name, new TextEncoder().encode(JSON.stringify(value)));
	const addNumbers = (name: string, numbers: Int16Array | Float64Array) => {
		const { buffer, byteOffset, byteLength } = numbers;
		add(name, new Uint8Array(buffer, byteOffset, byteLength));
	};
	const { definition, cleaning, sampling } = survey;
	addJson("survey", { surveyId, definition, cleaning, sampling });
	addJson("strata", await store.strata(surveyId));
	addJson("lots", await store.lots(surveyId));
	for (const [name, column] of Object.entries(taken.columns).sort(byName))
		addNumbers(name, column);
	addJson("recipe", weights.recipe);
	addNumbers("base", weights.base);
	addNumbers("final", weights.final);
	return hash.digest("hex");
}

const byName = ([one]: [string, unknown], [other]: [string, unknown]) =>
	one < other ? -1 : 1;
