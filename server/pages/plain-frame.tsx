import type { ComponentChildren } from "preact";
import { render } from "preact-render-to-string";
import type { Words } from "../../survey-definitions/languages.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import type { Spoken } from "../languages.ts";
import { hashOf, page, readStyle, styleHash } from "./respondent.tsx";

const plainStyle = readStyle("server/pages/plain.css");

export const plainStyleHashes = `${styleHash} ${hashOf(plainStyle)}`;

export type PlainWords = Words["plain"];

export interface Place {
	surveyId: string;
	spoken: Spoken;
	pepper: Buffer;
	/** The survey as fielded: its name and form of address stand on pages that no answer belongs to. */
	fielded: Survey;
}

export const addressOf = (surveyId: string, language: string) =>
	`/s/${surveyId}/plain?lang=${language}`;

export const whole = (
	spoken: Spoken,
	title: string,
	content: ComponentChildren,
) =>
	page(
		spoken,
		title,
		`<div id="app" class="plain">${render(<>{content}</>)}</div>`,
		"",
		plainStyle,
	);

/** A way on from a form. */
export const Go = ({
	to,
	look,
	children,
}: {
	to: string;
	look: "primary" | "quiet";
	children: ComponentChildren;
}) => (
	<button type="submit" class={look} name="go" value={to}>
		{children}
	</button>
);

/** The field for what is printed on the card. */
export const CodeField = ({
	label,
	hint,
	typed,
}: {
	label: string;
	hint: string;
	typed: string;
}) => (
	<label class="field">
		<span>
			{label}. {hint}
		</span>
		<input
			id="code"
			type="text"
			class="code"
			name="code"
			maxLength={40}
			autocomplete="off"
			autocapitalize="characters"
			spellcheck={false}
			value={typed}
		/>
	</label>
);

interface FormProps extends Pick<Place, "surveyId" | "spoken"> {
	/** What the key Enter does. */
	enter: string;
	part?: string;
	sealed?: string;
	/** What the way out is called. */
	leave: string;
	children: ComponentChildren;
}

/** The frame of every form: the state first, so that a form cut short still has it; the mark of a whole form last. */
export function Form({
	surveyId,
	spoken: { code, others },
	enter,
	part,
	sealed,
	leave,
	children,
}: FormProps) {
	return (
		<form
			method="post"
			action={addressOf(surveyId, code)}
			accept-charset="utf-8"
			autocomplete="off"
		>
			<button
				type="submit"
				class="default"
				name="go"
				value={enter}
				tabIndex={-1}
				aria-hidden="true"
			>
				{enter}
			</button>
			{sealed && <input type="hidden" name="state" value={sealed} />}
			<header>
				{part && <p class="part">{part}</p>}
				{others.map((other) => (
					<button
						key={other.code}
						type="submit"
						name="go"
						value="stay"
						lang={other.code}
						formaction={addressOf(surveyId, other.code)}
					>
						{other.name}
					</button>
				))}
				<a href={`/s/${surveyId}/plain/thoat?lang=${code}`}>{leave}</a>
			</header>
			{children}
			<input type="hidden" name="end" value="1" />
		</form>
	);
}
