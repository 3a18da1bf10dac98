import type { ServerContext } from "../context.ts";

/** Writes down what somebody did to a survey: numbers, versions and reasons, never a code or an answer. */
export const recordAudit = (
	{ store, now }: Pick<ServerContext, "store" | "now">,
	by: string,
	verb: string,
	surveyId: string | null,
	detail: Record<string, string | number | boolean> = {},
): Promise<void> => store.addAudit({ atMs: now(), by, verb, surveyId, detail });
