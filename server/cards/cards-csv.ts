import { stringify } from "csv-stringify/sync";
import { printedSlip } from "../../survey-definitions/slip-code.ts";
import { invitationAddress } from "../invitation-address.ts";
import type { Cards } from "./cards.ts";

/** One line for each card, for a gateway that sends messages: UTF-8 with BOM. */
export const cardsCsv = ({ surveyId, publicUrl, root, lots }: Cards): string =>
	stringify(
		[
			["lot", "code", "address"],
			...lots.flatMap(({ lotId, codes }) =>
				codes.map((code) => [
					lotId,
					printedSlip(code),
					invitationAddress(publicUrl, surveyId, code, root),
				]),
			),
		],
		{ bom: true },
	);
