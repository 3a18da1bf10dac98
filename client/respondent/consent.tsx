import type { Survey } from "../../survey-definitions/survey.ts";
import type { Strings } from "./strings.ts";

interface ConsentProps {
	survey: Pick<Survey<string>, "id" | "consent">;
	strings: Strings;
	/** Set once somebody went on without ticking the box. */
	warn?: boolean;
	/** What to know, or what went wrong, in a survey with tokens. */
	note?: string | undefined;
	advice?: string | undefined;
	/** The script has not arrived: nothing can be tapped yet. */
	waiting?: boolean | undefined;
	onAgree?: (ticked: boolean) => void;
	onDecline?: () => void;
}

/** The first screen. The server renders it too, so that it can be read before any script has arrived. */
export function Consent({
	survey: { id, consent },
	strings,
	warn,
	note,
	advice,
	waiting,
	onAgree,
	onDecline,
}: ConsentProps) {
	return (
		<main class="consent">
			<a class="language" href={`?lang=${strings.language.other}`}>
				{strings.language.label}
			</a>
			<h1>{consent.title}</h1>
			<p class="invitation">{consent.invitation}</p>
			<ul>
				{consent.points.map((point) => (
					<li key={point}>{point}</li>
				))}
			</ul>
			<details>
				<summary>{strings.more}</summary>
				<ul>
					{consent.more.map((point) => (
						<li key={point}>{point}</li>
					))}
					<li>
						<a href={`/s/${id}/xac-minh`}>{strings.verify}</a>
					</li>
				</ul>
			</details>
			<p>
				<a href={`/ai-biet-gi?lang=${strings.language.own}`}>
					{strings.whoKnows}
				</a>
			</p>
			{note && <p>{note}</p>}
			<label class="sensitive">
				<input id="sensitive" type="checkbox" autocomplete="off" />
				<span>{consent.sensitive.text}</span>
			</label>
			<p class="advice" role="alert">
				{advice || (waiting ? strings.loading : warn ? strings.tickFirst : "")}
			</p>
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
					{consent.agree}
				</button>
				<button
					class="quiet"
					type="button"
					disabled={waiting}
					onClick={() => onDecline?.()}
				>
					{consent.decline}
				</button>
			</div>
		</main>
	);
}
