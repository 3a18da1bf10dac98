import type {
	FreeTexts,
	ResponseBody,
} from "../../survey-definitions/response.ts";
import type { ServerContext } from "../context.ts";
import { isBusy } from "../is-busy.ts";
import { Refusal } from "../refusal.ts";
import { submitResponse } from "./submit-response.ts";

export type PlainSent =
	| "sent"
	| "code-wrong"
	| "unknown-code"
	| "used-code"
	| "fieldwork-paused"
	| "fieldwork-closed"
	| "storage-busy";

interface Card {
	code: string;
	receipt: string;
}

/**
 * Sends a form that has been through every page. What is digested is written from the form and the receipt alone, never
 * from the page's bytes: a double tap, or sending again after a lost reply, is the same form and is stored once.
 */
export async function sendPlain(
	context: ServerContext,
	surveyId: string,
	form: Card & { response: ResponseBody; texts: FreeTexts },
): Promise<PlainSent> {
	try {
		await submitResponse(
			context,
			surveyId,
			{ ...form, mode: "plain" },
			JSON.stringify(form),
		);
		return "sent";
	} catch (error) {
		if (isBusy(error)) return "storage-busy";
		if (error instanceof Refusal)
			switch (error.code) {
				case "unknown-code":
				case "used-code":
				case "fieldwork-paused":
				case "fieldwork-closed":
				case "storage-busy":
					return error.code;
			}
		throw error;
	}
}

/** Tells that there will be no form. A card that cannot be counted is nothing to trouble the person with. */
export async function tellPlain(
	context: ServerContext,
	surveyId: string,
	told: Card & { outcome: "declined" | "screened" },
): Promise<{ show: "declined" | "screened" | "left" }> {
	try {
		await submitResponse(context, surveyId, told, JSON.stringify(told));
		return { show: told.outcome };
	} catch (error) {
		if (error instanceof Refusal) return { show: "left" };
		throw error;
	}
}
