import type { z } from "zod";
import type { element, surveyDefinition } from "./definition-schema.ts";

export type SurveyDefinition = z.infer<typeof surveyDefinition>;
export type Element = z.infer<typeof element>;
export type Text = { vi: string; en: string };
/** The languages that every text has; a respondent's page may be in others. */
export type Language = keyof Text;

/** Codes that every question may have besides its own. 95 is outside the base; 97 is a substantive "none". */
export const notApplicable = 95;
export const other = 96;
export const none = 97;
export const dontKnow = 98;
export const refused = 99;
