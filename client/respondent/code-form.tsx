import { useState } from "preact/hooks";
import type { Strings } from "./strings.ts";
import type { TokenAccess } from "./token-access.ts";

/** For those who type the code; in a survey with tokens, the fingerprint as well. */
export function CodeForm({
	strings,
	advice,
	card,
	access,
	onCode,
}: {
	strings: Strings;
	advice: string;
	/** The code, where the address had it. */
	card: string | undefined;
	access: TokenAccess | undefined;
	onCode: (typed: string, fingerprint: string) => void;
}) {
	const [typed, setTyped] = useState(card ?? "");
	const [fingerprint, setFingerprint] = useState("");
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				onCode(typed, fingerprint);
			}}
		>
			<main>
				<h1 id="question" tabIndex={-1}>
					{strings.code}
				</h1>
				<p class="hint">{strings.codeHint}</p>
				<label class="field">
					<input
						type="text"
						class="code"
						autocomplete="off"
						autocapitalize="characters"
						spellcheck={false}
						aria-labelledby="question"
						placeholder="XXXX-XXXX-XXXX-XXXX-XXXXX"
						value={typed}
						onInput={(event) => setTyped(event.currentTarget.value)}
					/>
				</label>
				{access && (
					<label class="field">
						{access.words.fingerprint}
						<input
							type="text"
							class="code"
							autocomplete="off"
							autocapitalize="none"
							spellcheck={false}
							placeholder="xxxx xxxx xxxx xxxx xxxx"
							value={fingerprint}
							onInput={(event) => setFingerprint(event.currentTarget.value)}
						/>
						<span class="hint">{access.words.fingerprintHint}</span>
					</label>
				)}
				<p class="advice" role="alert">
					{advice}
				</p>
			</main>
			<nav>
				<button class="primary" type="submit" disabled={access?.isBusy}>
					{strings.next}
				</button>
			</nav>
		</form>
	);
}
