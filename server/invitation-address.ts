import { lotOfSlip } from "../survey-definitions/slip-code.ts";

/** Where a survey is answered; whoever comes here without a code is asked for it. */
export const surveyAddress = (publicUrl: string, surveyId: string): string =>
	`${publicUrl}/s/${surveyId}`;

/** What a card's QR code holds. The code stands in the fragment, which no browser sends to a server. */
export const invitationAddress = (
	publicUrl: string,
	surveyId: string,
	code: string,
): string => {
	const lot = lotOfSlip(code);
	return `${surveyAddress(publicUrl, surveyId)}#${lot}.${code.slice(lot.length)}`;
};
