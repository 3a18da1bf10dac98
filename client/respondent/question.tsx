import { dontKnow, refused } from "../../survey-definitions/definition.ts";
import { say } from "../../survey-definitions/languages.ts";
import { rankedNames } from "../../survey-definitions/ranked-names.ts";
import type {
	Choice,
	Multiple,
	Ranking,
} from "../../survey-definitions/survey.ts";
import { cautionOf } from "./caution.ts";
import {
	Missing,
	OneChoice,
	type QuestionProps as Props,
	Row,
} from "./one-choice.tsx";
import type { Rest } from "./parts.ts";

type QuestionProps = Props & { rest: Rest };

/** The answers of one screen. */
export function Question(props: QuestionProps) {
	const { question } = props.screen.asked;
	switch (question.kind) {
		case "single":
		case "battery":
			return <OneChoice {...props} />;
		case "multiple":
			return <ManyChoices {...props} question={question} />;
		case "number":
			return <Numbers {...props} numbers={range(question.min, question.max)} />;
		case "count":
			return (
				<>
					<ol class="statements">
						{props.screen.asked.statements.map((statement) => (
							<li key={statement}>{statement}</li>
						))}
					</ol>
					<Numbers
						{...props}
						numbers={range(0, props.screen.asked.statements.length)}
					/>
				</>
			);
		case "text":
			return <OpenText {...props} limit={question.limit} />;
		case "ranking":
			return <Ranks {...props} question={question} />;
	}
}

const range = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => from + index);

function ManyChoices({
	question,
	...props
}: QuestionProps & { question: Multiple<string> }) {
	const { survey, screen, answers, onAnswer } = props;
	const { key } = screen;
	const { choices } = screen.asked;
	const codes = ([] as number[]).concat(answers[key] ?? []);
	const stands = standsAlone(choices);
	const choose = (code: number) => {
		const without = codes.filter((other) => other !== code && !stands(other));
		const next = codes.includes(code)
			? codes.filter((other) => other !== code)
			: stands(code)
				? [code]
				: [...without, code];
		const over = question.max !== undefined && next.length > question.max;
		if (over) props.onTooMany();
		else onAnswer({ [key]: next.length > 0 ? next : undefined });
		return !over;
	};
	return (
		<fieldset aria-labelledby="stem question">
			<div class="rows">
				{choices.map((choice) => (
					<Row
						key={choice.code}
						type="checkbox"
						name={key}
						value={choice.code}
						chosen={codes.includes(choice.code)}
						label={choice.text}
						onChoose={() => choose(choice.code)}
					/>
				))}
			</div>
			<OtherText {...props} />
			<Missing
				survey={survey}
				screen={screen}
				chosen={(code) => codes.includes(code)}
				onChoose={choose}
			/>
		</fieldset>
	);
}

const standsAlone = (choices: Choice<string>[]) => (code: number) =>
	code === dontKnow ||
	code === refused ||
	choices.some((choice) => choice.exclusive && choice.code === code);

/** How many are chosen of as many as may be: with the buttons, so that it is in sight wherever the list is. */
export function AtHand({ screen, answers, tooMany, rest }: QuestionProps) {
	const { question, choices } = screen.asked;
	if (question.kind !== "multiple" || !question.max) return null;
	const codes = ([] as number[]).concat(answers[screen.key] ?? []);
	const stands = standsAlone(choices);
	const count = codes.filter((code) => !stands(code)).length;
	const { max } = question;
	return (
		<p class="advice at-hand" role="status">
			{(tooMany || count > 0) &&
				say(tooMany ? rest.words.tooMany : rest.words.chosen, { count, max })}
		</p>
	);
}

/** What in somebody's own words may point at a person. */
const Caution = ({ text, rest }: QuestionProps) => (
	<p class="advice" role="status">
		{cautionOf(text, rest)}
	</p>
);

/** The few words that may go with "other"; they are stored apart from the form. */
export function OtherText(props: QuestionProps) {
	const { screen, answers, text, rest, onText } = props;
	const codes = ([] as number[]).concat(answers[screen.key] ?? []);
	const limit = screen.asked.choices.find(
		(choice) => choice.otherText && codes.includes(choice.code),
	)?.otherText;
	if (limit === undefined) return null;
	return (
		<>
			<label class="field">
				<span>{rest.words.otherText}</span>
				<input
					type="text"
					maxLength={limit}
					autocomplete="off"
					value={text}
					onInput={(event) => onText(event.currentTarget.value)}
				/>
			</label>
			<Caution {...props} />
		</>
	);
}

function Numbers(props: QuestionProps & { numbers: number[] }) {
	const { survey, screen, answers, onAnswer, numbers } = props;
	const { key } = screen;
	const chosen = (code: number) => answers[key] === code;
	const choose = (code: number) => onAnswer({ [key]: code });
	return (
		<fieldset aria-labelledby="stem question">
			<div class="numbers">
				{numbers.map((number) => (
					<Row
						key={number}
						type="radio"
						name={key}
						value={number}
						look="number"
						chosen={chosen(number)}
						label={String(number)}
						onChoose={() => choose(number)}
					/>
				))}
			</div>
			<Missing
				survey={survey}
				screen={screen}
				chosen={chosen}
				onChoose={choose}
			/>
		</fieldset>
	);
}

function OpenText({ limit, ...props }: QuestionProps & { limit: number }) {
	const { text, rest, onText } = props;
	return (
		<>
			<label class="field">
				<textarea
					rows={5}
					maxLength={limit}
					aria-labelledby="stem question"
					value={text}
					onInput={(event) => onText(event.currentTarget.value)}
				/>
				<span class="count">
					{say(rest.words.charactersLeft, { count: limit - text.length })}
				</span>
			</label>
			<Caution {...props} />
		</>
	);
}

function Ranks({
	question,
	...props
}: QuestionProps & { question: Ranking<string> }) {
	const { survey, screen, answers, onAnswer, choicesOf } = props;
	const strings = props.rest.words;
	const names = rankedNames(question);
	const first = names[0] as string;
	const ranked = names
		.map((name) => answers[name])
		.filter((code): code is number => code !== undefined);
	const chosen = ([] as number[]).concat(answers[question.of] ?? []);
	const isMissing = (code: number) => code === dontKnow || code === refused;
	const order = ranked.filter((code) => !isMissing(code));
	const places = Math.min(names.length, chosen.length);
	const set = (codes: number[]) =>
		onAnswer(
			Object.fromEntries(names.map((name, place) => [name, codes[place]])),
		);
	return (
		<fieldset aria-labelledby="stem question">
			<p class="hint">{strings.tapInOrder}</p>
			<div class="rows">
				{choicesOf(question.of)
					.filter((choice) => chosen.includes(choice.code))
					.map((choice) => {
						const place = order.indexOf(choice.code);
						return (
							<Row
								key={choice.code}
								type="checkbox"
								name={question.name}
								value={choice.code}
								chosen={place >= 0}
								mark={String(place + 1)}
								label={choice.text}
								onChoose={() => {
									if (place >= 0) set(order.slice(0, place));
									else if (order.length < places) set([...order, choice.code]);
									else return false;
								}}
							/>
						);
					})}
			</div>
			{order.length > 0 && (
				<button type="button" class="quiet" onClick={() => set([])}>
					{strings.rankAgain}
				</button>
			)}
			<Missing
				survey={survey}
				screen={screen}
				chosen={(code) => answers[first] === code}
				onChoose={(code) => set(answers[first] === code ? [] : [code])}
			/>
		</fieldset>
	);
}
