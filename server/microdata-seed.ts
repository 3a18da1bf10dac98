import { createHmac } from "node:crypto";
import type { ServerContext } from "./context.ts";

/** Of the order and the groups of a survey's file: the same for the check as for the file, foreseen by nobody. */
export const microdataSeed = (
	{ pepper }: Pick<ServerContext, "pepper">,
	surveyId: string,
	weights: number,
): string =>
	createHmac("sha256", pepper)
		.update(`microdata\0${surveyId}\0${weights}`)
		.digest("hex");
