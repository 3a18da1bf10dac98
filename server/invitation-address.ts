import { lotOfSlip } from "../survey-definitions/slip-code.ts";

/** Where a survey is answered; whoever comes here without a code is asked for it. */
export const surveyAddress = (publicUrl: string, surveyId: string): string =>
	`${publicUrl}/s/${surveyId}`;

/** What a card's QR code holds. The code stands in the fragment, which no browser sends to a server. */
export const invitationAddress = (
	publicUrl: string,
	surveyId: string,
	code: string,
	/** Merkle root of the lots' keys, where the code is an invitation to a token. */
	root?: string,
): string => {
	const lot = lotOfSlip(code);
	const parts = [lot, code.slice(lot.length), ...(root ? [root] : [])];
	return `${surveyAddress(publicUrl, surveyId)}#${parts.join(".")}`;
};
