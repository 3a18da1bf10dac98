import type { VNode } from "preact";
import type { Words } from "../../survey-definitions/languages.ts";
import { lotOfSlip } from "../../survey-definitions/slip-code.ts";
import type { App } from "./app.tsx";
import type { LotKey, Token } from "./blind-token.ts";
import type { Form } from "./parts.ts";
import {
	blindFor,
	fetchToken,
	markOf,
	openLot,
	readFingerprint,
	receiptOf,
	type TokenPlace,
	type TokenTrouble,
	Trouble,
} from "./tokens.ts";

/** A card that a token is fetched with. */
export interface Card {
	code: string;
	fingerprint: string;
}

/** What the page shows and asks for in a survey with tokens. */
export interface TokenAccess {
	/** From the address. */
	fingerprint: string | undefined;
	/** By which the card of the address is known again once its code has been wiped. */
	mark: string | undefined;
	words: Words["tokens"];
	isBusy: boolean;
	/** A sentence to stop at: nothing may be answered here. */
	stop: string;
	/** What is going on, or what keeps the person from going on for now. */
	state: string;
	/** What of a spent token is published; shown in the open page alone. */
	receipt: VNode | undefined;
	/** Set by the page, to draw itself anew. */
	onChange: () => void;
	/** As typed from the card, or undefined where it cannot be one. */
	readFingerprint: (typed: string) => string | undefined;
	/** Before anybody consents; a network that fails is tried again at the tap. */
	check: (card: Card) => void;
	/** Fetches the token of a card, and goes on with it; the code is wiped as the token is kept. */
	enter: (
		app: App,
		card: Card,
		to: string,
		/** A fingerprint that was typed may be a slip of the finger. */
		isTyped?: boolean,
	) => void;
	showReceipt: (token: Token) => void;
}

export function tokenAccess(
	place: TokenPlace,
	{ survey, language }: Form,
	words: Words["tokens"],
	own: Pick<TokenAccess, "fingerprint" | "mark">,
): TokenAccess {
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
		readFingerprint,
		isBusy: false,
		stop: "",
		state: "",
		receipt: undefined,
		onChange() {},
		check(card) {
			open(card).catch((error) => {
				const trouble = failed(error);
				if (isFinal(trouble)) show({ stop: words.trouble[trouble] });
			});
		},
		async enter(app, card, to, isTyped = false) {
			if (access.isBusy) return;
			show({ isBusy: true, state: words.fetching });
			try {
				const { code } = card;
				const key = await (opened?.code === code ? opened.key : open(card));
				// Blinded before, perhaps by this page before it was loaded anew: the same one is signed again.
				const { saved } = app;
				const before = saved.code === code ? saved.blinded : undefined;
				const blinded = before ?? (await blindFor(key));
				app.keep({ ...card, mark: await markOf(code), blinded });
				const token = await fetchToken(place, survey.id, code, key, blinded);
				show({ isBusy: false, state: "" });
				const lot = lotOfSlip(code);
				app.keep({ code: undefined, blinded: undefined, token, lot });
				app.goForward(to);
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
			}
		},
		showReceipt(token) {
			void receiptOf(token).then((receipt) =>
				show({
					receipt: (
						<details>
							<summary>{words.receiptTitle}</summary>
							<p class="code">{receipt}</p>
							<p>{words.receiptText}</p>
						</details>
					),
				}),
			);
		},
	};
	return access;
}

const isFinal = (trouble: TokenTrouble) =>
	trouble === "mismatch" || trouble === "no-crypto";
