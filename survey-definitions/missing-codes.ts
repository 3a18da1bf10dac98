import { dontKnow, refused } from "./definition.ts";
import type { Question } from "./survey.ts";

/** Codes that every question accepts unless it is required. */
export const missingCodes = (question: Question<unknown>) =>
	question.required ? [] : [dontKnow, refused];
