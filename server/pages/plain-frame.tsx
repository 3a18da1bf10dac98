import type { ComponentChildren } from "preact";
import { render } from "preact-render-to-string";
import { strings } from "../../client/respondent/strings.ts";
import type { Language } from "../../survey-definitions/definition.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import { plainWords } from "./plain-words.ts";
import { hashOf, page, readStyle, styleHash } from "./respondent.tsx";

const plainStyle = readStyle("server/pages/plain.css");

export const plainStyleHashes = `${styleHash} ${hashOf(plainStyle)}`;

export interface Place {
	surveyId: string;
	language: Language;
	pepper: Buffer;
	/** The survey as fielded: its name and form of address stand on pages that no answer belongs to. */
	fielded: Survey;
}

export const addressOf = (surveyId: string, language: string) =>
	`/s/${surveyId}/plain?lang=${language}`;

export const whole = (
	language: Language,
	title: string,
	content: ComponentChildren,
) =>
	page(
		language,
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

interface FormProps extends Pick<Place, "surveyId" | "language"> {
	/** What the key Enter does. */
	enter: string;
	part?: string;
	sealed?: string;
	you: string;
	children: ComponentChildren;
}

/** The frame of every form: the state first, so that a form cut short still has it; the mark of a whole form last. */
export function Form({
	surveyId,
	language,
	enter,
	part,
	sealed,
	you,
	children,
}: FormProps) {
	const { language: other } = strings(language, you);
	return (
		<form
			method="post"
			action={addressOf(surveyId, language)}
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
				<button
					type="submit"
					name="go"
					value="stay"
					lang={other.other}
					formaction={addressOf(surveyId, other.other)}
				>
					{other.label}
				</button>
				<a href={`/s/${surveyId}/plain/thoat?lang=${language}`}>
					{plainWords(language, you).leave}
				</a>
			</header>
			{children}
			<input type="hidden" name="end" value="1" />
		</form>
	);
}
