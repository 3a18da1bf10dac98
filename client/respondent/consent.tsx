import type { ComponentChildren } from "preact";

/** The words of the first screen as they stand in the server's page. */
export interface ConsentWords {
	/** All that there is to read, choose and tick before anybody consents, as HTML. */
	text: string;
	agree: string;
	decline: string;
}

/** The first screen. The server renders it, so that it can be read before any script has arrived. */
export const Consent = ({
	words,
	waiting,
	onAgree,
	onDecline,
	children,
}: {
	words: ConsentWords;
	/** Nothing can be tapped yet. */
	waiting: boolean;
	onAgree?: () => void;
	onDecline?: () => void;
	/** What is going on, or what keeps the person from going on for now. */
	children: ComponentChildren;
}) => (
	<main class="consent">
		<div id="text" dangerouslySetInnerHTML={{ __html: words.text }} />
		{children}
		<div class="consent-actions">
			<button
				class="primary"
				type="button"
				disabled={waiting}
				onClick={onAgree}
			>
				{words.agree}
			</button>
			<button
				class="quiet"
				type="button"
				disabled={waiting}
				onClick={onDecline}
			>
				{words.decline}
			</button>
		</div>
	</main>
);
