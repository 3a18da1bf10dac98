import type { ComponentChildren } from "preact";
import { dontKnow } from "../../survey-definitions/definition.ts";
import type { Asked } from "../../survey-definitions/flow.ts";
import { say } from "../../survey-definitions/languages.ts";
import { missingCodes } from "../../survey-definitions/missing-codes.ts";
import { rankedNames } from "../../survey-definitions/ranked-names.ts";
import type { Answers, FreeTexts } from "../../survey-definitions/response.ts";
import type { Choice, Survey } from "../../survey-definitions/survey.ts";
import { otherTextField, type PlainProblem } from "../actions/plain-answers.ts";
import type { PlainWords } from "./plain-frame.tsx";
import { problemText } from "./plain-problem.ts";

export interface PlainQuestionProps {
	survey: Survey<string>;
	asked: Asked<string>;
	/** A text of this question with its pieces put in. */
	said: (text: string) => string;
	answers: Answers;
	texts: FreeTexts;
	problems: PlainProblem[];
	/** A sentence about what may point at somebody, where there is such. */
	caution: string | undefined;
	words: PlainWords;
	/** The options that a ranking puts in order. */
	choicesOf: (question: string) => Choice<string>[];
}

/** One question as a part of a form. */
export function PlainQuestion(props: PlainQuestionProps) {
	const { asked, said } = props;
	const { question } = asked;
	return (
		<section class="question" id={question.name}>
			{question.lead && <p class="lead">{said(question.lead)}</p>}
			<Fields {...props} />
		</section>
	);
}

function Fields(props: PlainQuestionProps) {
	const { asked, said, words } = props;
	const { question } = asked;
	switch (question.kind) {
		case "battery":
			return (
				<>
					<h2>{said(question.text)}</h2>
					{question.hint && <p class="hint">{said(question.hint)}</p>}
					{asked.items.map((item) => (
						<div class="item" id={item.name} key={item.name}>
							<Group {...props} name={item.name} text={item.text}>
								<Rows {...props} name={item.name} type="radio" />
							</Group>
						</div>
					))}
				</>
			);
		case "single":
			return (
				<Group {...props} name={question.name} text={said(question.text)}>
					{question.statements && (
						<Statements texts={question.statements.map(said)} />
					)}
					<Rows {...props} name={question.name} type="radio" />
				</Group>
			);
		case "multiple":
			return (
				<Group
					{...props}
					name={question.name}
					text={said(question.text)}
					hint={atMost(question, words)}
				>
					<Rows {...props} name={question.name} type="checkbox" />
				</Group>
			);
		case "number":
			return <Numbers {...props} from={question.min} to={question.max} />;
		case "count":
			return <Numbers {...props} from={0} to={asked.statements.length} />;
		case "text":
			return <OpenText {...props} limit={question.limit} />;
		case "ranking":
			return <Ranks {...props} />;
	}
}

/** How many may be chosen, unless the question's own hint says so. */
const atMost = (
	{ max, hint }: { max?: number; hint?: string },
	words: PlainWords,
) =>
	max && !hint?.includes(String(max))
		? say(words.chosenAtMost, { max })
		: undefined;

/** The question, what is wrong with its answer, and the ways to answer it. */
function Group({
	survey,
	asked,
	said,
	problems,
	caution,
	words,
	name,
	text,
	hint,
	children,
}: PlainQuestionProps & {
	name: string;
	text: string;
	hint?: string | number | undefined;
	children: ComponentChildren;
}) {
	const { question } = asked;
	const wrong = problems.filter(({ variable }) => variable === name);
	const ownHint = name === question.name && question.hint;
	return (
		<fieldset
			{...(wrong.length > 0 ? { "aria-describedby": `${name}-wrong` } : {})}
		>
			<legend>{text}</legend>
			{ownHint && <p class="hint">{said(ownHint)}</p>}
			{hint && <p class="hint">{hint}</p>}
			{wrong.length > 0 && (
				<p class="advice" id={`${name}-wrong`}>
					{wrong.map((one) => problemText(one, asked, words, survey)).join(" ")}
				</p>
			)}
			{children}
			{name === question.name && caution && <p class="advice">{caution}</p>}
		</fieldset>
	);
}

interface RowProps {
	type: "radio" | "checkbox";
	name: string;
	code: number;
	label: string;
	chosen: boolean;
	look?: "quiet-row" | "number";
}

const Row = ({ type, name, code, label, chosen, look }: RowProps) => (
	<label class={look ?? "row"}>
		<input type={type} name={name} value={code} checked={chosen} />
		<span>{label}</span>
	</label>
);

function Rows(
	props: PlainQuestionProps & { name: string; type: "radio" | "checkbox" },
) {
	const { asked, answers, texts, words, name, type } = props;
	const codes = ([] as number[]).concat(answers[name] ?? []);
	const other = asked.choices.find((choice) => choice.otherText);
	return (
		<>
			<div class="rows">
				{asked.choices.map(({ code, text }) => (
					<Row
						key={code}
						type={type}
						name={name}
						code={code}
						label={text}
						chosen={codes.includes(code)}
					/>
				))}
			</div>
			{other && asked.question.kind !== "battery" && (
				<label class="field">
					<span>{say(words.otherText, { choice: other.text })}</span>
					<input
						type="text"
						name={otherTextField(name)}
						maxLength={other.otherText}
						autocomplete="off"
						value={texts[name] ?? ""}
					/>
				</label>
			)}
			<Missing {...props} codes={codes} />
		</>
	);
}

/** "Don't know" and "prefer not to answer", set apart from the scale. */
function Missing({
	survey,
	asked,
	name,
	type,
	codes,
}: PlainQuestionProps & {
	name: string;
	type: "radio" | "checkbox";
	codes: number[];
}) {
	const missing = missingCodes(asked.question);
	if (missing.length === 0) return null;
	return (
		<div class="missing">
			{missing.map((code) => (
				<Row
					key={code}
					type={type}
					name={name}
					code={code}
					label={code === dontKnow ? survey.dontKnow : survey.refused}
					chosen={codes.includes(code)}
					look="quiet-row"
				/>
			))}
		</div>
	);
}

const Statements = ({ texts }: { texts: string[] }) => (
	<ol class="statements">
		{texts.map((text) => (
			<li key={text}>{text}</li>
		))}
	</ol>
);

function Numbers(props: PlainQuestionProps & { from: number; to: number }) {
	const { asked, answers, said, from, to } = props;
	const { name, text } = asked.question;
	const codes = ([] as number[]).concat(answers[name] ?? []);
	return (
		<Group {...props} name={name} text={said(text)}>
			{asked.statements.length > 0 && <Statements texts={asked.statements} />}
			<div class="numbers">
				{Array.from({ length: to - from + 1 }, (_, index) => from + index).map(
					(code) => (
						<Row
							key={code}
							type="radio"
							name={name}
							code={code}
							label={String(code)}
							chosen={codes.includes(code)}
							look="number"
						/>
					),
				)}
			</div>
			<Missing {...props} name={name} type="radio" codes={codes} />
		</Group>
	);
}

function OpenText(props: PlainQuestionProps & { limit: number }) {
	const { asked, said, texts, words, limit } = props;
	const { name, text } = asked.question;
	return (
		<Group
			{...props}
			name={name}
			text={said(text)}
			hint={say(words.upTo, { limit })}
		>
			<label class="field">
				<textarea
					name={name}
					rows={5}
					maxLength={limit}
					aria-label={said(text)}
					autocomplete="off"
				>
					{texts[name] ?? ""}
				</textarea>
			</label>
		</Group>
	);
}

function Ranks(props: PlainQuestionProps) {
	const { survey, asked, answers, said, words, problems, choicesOf } = props;
	const { question } = asked;
	if (question.kind !== "ranking") return null;
	const names = rankedNames(question);
	const chosen = ([] as number[]).concat(answers[question.of] ?? []);
	const options = choicesOf(question.of).filter(({ code }) =>
		chosen.includes(code),
	);
	const own = problems.map((problem) =>
		names.includes(problem.variable)
			? { ...problem, variable: question.name }
			: problem,
	);
	return (
		<Group
			{...props}
			problems={own}
			name={question.name}
			text={said(question.text)}
		>
			{names.slice(0, options.length).map((name, index) => (
				<label class="field" key={name}>
					<span>
						{words.places[index] ?? say(words.place, { place: index + 1 })}
					</span>
					<select name={name} autocomplete="off">
						<option value="">{words.noPlace}</option>
						{options.map(({ code, text }) => (
							<option key={code} value={code} selected={answers[name] === code}>
								{text}
							</option>
						))}
						{index === 0 &&
							missingCodes(question).map((code) => (
								<option
									key={code}
									value={code}
									selected={answers[name] === code}
								>
									{code === dontKnow ? survey.dontKnow : survey.refused}
								</option>
							))}
					</select>
				</label>
			))}
		</Group>
	);
}
