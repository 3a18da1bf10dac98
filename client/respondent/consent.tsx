import type { ComponentChildren } from "preact";
/** The words of the first screen as they stand in the server's page. */
export interface ConsentWords {
	/** What there is to read before anybody consents, as HTML. */
	text: string;
	sensitive: string;
	agree: string;
	decline: string;
}

interface ConsentProps {
	words: ConsentWords;
	/** What to know in a survey with tokens. */
	note?: string | undefined;
	/** Nothing can be tapped yet. */
	waiting: boolean;
	onAgree?: (ticked: boolean) => void;
	onDecline?: () => void;
	/** What is going on, or what keeps the person from going on for now. */
	children?: ComponentChildren;
}

/** The first screen. The server renders it, so that it can be read before any script has arrived. */
export function Consent({
	words,
	note,
	waiting,
	onAgree,
	onDecline,
	children,
}: ConsentProps) {
	return (
		<main class="consent">
			<div id="text" dangerouslySetInnerHTML={{ __html: words.text }} />
			{note && <p>{note}</p>}
			<label class="sensitive">
				<input id="sensitive" type="checkbox" autocomplete="off" />
				<span>{words.sensitive}</span>
			</label>
			{children}
			<div class="consent-actions">
				<button
					class="primary"
					type="button"
					disabled={waiting}
					onClick={() =>
						onAgree?.(
							(document.getElementById("sensitive") as HTMLInputElement)
								.checked,
						)
					}
				>
					{words.agree}
				</button>
				<button
					class="quiet"
					type="button"
					disabled={waiting}
					onClick={() => onDecline?.()}
				>
					{words.decline}
				</button>
			</div>
		</main>
	);
}
