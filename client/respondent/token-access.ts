import { lotOfSlip } from "../../survey-definitions/slip-code.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import type { Blinded, LotKey, Token } from "./blind-token.ts";
import { type TokenStrings, tokenStrings } from "./token-strings.ts";
import {
	blindFor,
	fetchToken,
	openLot,
	receiptOf,
	type TokenPlace,
	type TokenTrouble,
	Trouble,
} from "./tokens.ts";

/** A card that a token is fetched with. */
export interface Card {
	code: string;
	fingerprint: string;
	/** Blinded for it before, perhaps by this page before it was loaded anew. */
	blinded?: Blinded | undefined;
}

/** What the page shows and asks for in a survey with tokens. */
export interface TokenAccess {
	/** From the address. */
	fingerprint: string | undefined;
	/** By which the card of the address is known again once its code has been wiped. */
	mark: string | undefined;
	words: TokenStrings;
	isBusy: boolean;
	/** A sentence to stop at: nothing may be answered here. */
	stop: string;
	/** What is going on, or what keeps the person from going on for now. */
	state: string;
	receipt: string;
	/** Set by the page, to draw itself anew. */
	onChange: () => void;
	/** As typed from the card, or undefined where it cannot be one. */
	readFingerprint: (typed: string) => string | undefined;
	markOf: (code: string) => Promise<string>;
	/** Before anybody consents; a network that fails is tried again at the tap. */
	check: (card: Card) => void;
	/** Gives nothing where the token could not be had. `keep` is called before anything is sent. */
	get: (
		card: Card,
		keep: (blinded: Blinded) => void,
		/** A fingerprint that was typed may be a slip of the finger. */
		isTyped?: boolean,
	) => Promise<Token | undefined>;
	/** What of a spent token is published; shown in the open page alone. */
	showReceipt: (token: Token) => void;
}

export function tokenAccess(
	place: TokenPlace,
	survey: Survey<string>,
	language: string,
	own: Pick<TokenAccess, "fingerprint" | "mark" | "readFingerprint" | "markOf">,
): TokenAccess {
	const words = tokenStrings(language, survey.address, place.hotline);
	let opened: { code: string; key: Promise<LotKey> } | undefined;

	const open = ({ code, fingerprint }: Card): Promise<LotKey> => {
		const lot = lotOfSlip(code);
		const key = openLot(place, survey, language, lot, fingerprint);
		opened = { code, key };
		return key;
	};
	/** Whatever is not known to pass means that nothing must be answered here. */
	const failed = (error: unknown): TokenTrouble => {
		opened = undefined;
		return error instanceof Trouble ? error.trouble : "mismatch";
	};
	const show = (change: Partial<TokenAccess>) => {
		Object.assign(access, change);
		access.onChange();
	};

	const access: TokenAccess = {
		...own,
		words,
		isBusy: false,
		stop: "",
		state: "",
		receipt: "",
		onChange() {},
		check(card) {
			open(card).catch((error) => {
				const trouble = failed(error);
				if (isFinal(trouble)) show({ stop: words.trouble[trouble] });
			});
		},
		async get(card, keep, isTyped = false) {
			if (access.isBusy) return undefined;
			show({ isBusy: true, state: words.fetching });
			try {
				const key = await (opened?.code === card.code
					? opened.key
					: open(card));
				const blinded = card.blinded ?? (await blindFor(key));
				keep(blinded);
				const { id } = survey;
				const token = await fetchToken(place, id, card.code, key, blinded);
				show({ isBusy: false, state: "" });
				return token;
			} catch (error) {
				const trouble = failed(error);
				const sentence = words.trouble[trouble];
				const isStop = isFinal(trouble) && !isTyped;
				const typo = trouble === "mismatch" ? words.fingerprintWrong : "";
				show({
					isBusy: false,
					...(isStop
						? { stop: sentence }
						: { state: `${typo} ${sentence}`.trim() }),
				});
				return undefined;
			}
		},
		showReceipt(token) {
			void receiptOf(token).then((receipt) => show({ receipt }));
		},
	};
	return access;
}

const isFinal = (trouble: TokenTrouble) =>
	trouble === "mismatch" || trouble === "no-crypto";
