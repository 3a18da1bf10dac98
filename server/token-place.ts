import type { TokenPlace } from "../client/respondent/tokens.ts";
import { textOf } from "../survey-definitions/wave-parameters.ts";
import type { ServerContext } from "./context.ts";

/** What the page of a survey with tokens has to know; undefined for one with slips. */
export async function tokenPlace(
	{ store, issuerUrl }: Pick<ServerContext, "store" | "issuerUrl">,
	surveyId: string,
): Promise<TokenPlace | undefined> {
	const stored = await store.survey(surveyId);
	if (stored?.access !== "tokens") return undefined;
	const published = await store.tokenManifest(surveyId);
	const { wave, definition } = stored;
	const value = (name: string) =>
		wave[name] ?? definition.parameters[name]?.default;
	return {
		issuer: issuerUrl ?? "",
		root: published?.root ?? "",
		lotMinimum: Number(value("LOT_MIN") ?? 0),
		hotline: textOf(value("HOTLINE")).vi,
	};
}
