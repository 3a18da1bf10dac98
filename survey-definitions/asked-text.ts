import type { Survey } from "./survey.ts";

/**
 * The canonical text of what a survey asks, in one language: its hash stands in the manifest, and the phone compares it
 * with the form that it was given. The consent screen and the closing date are left out, because the date may be moved.
 */
export function askedText({
	consent: _consent,
	parameters: { CLOSE_DATE: _date, ...parameters },
	...asked
}: Survey<string>): string {
	return JSON.stringify({ ...asked, parameters });
}
