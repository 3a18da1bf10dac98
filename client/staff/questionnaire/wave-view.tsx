import { useState } from "preact/hooks";
import type {
	DescribedParameter,
	DescribedSurvey,
} from "../../../server/actions/describe-survey.ts";
import type { WaveProblem } from "../../../server/actions/set-wave.ts";
import {
	closingDateOf,
	closingPhrase,
} from "../../../survey-definitions/closing-date.ts";
import type { Text } from "../../../survey-definitions/definition.ts";
import {
	type ParameterValue,
	textOf,
} from "../../../survey-definitions/wave-parameters.ts";
import { ApiError } from "../api.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { describe, setWave } from "./api.ts";
import { ConsentPreview } from "./consent-preview.tsx";

type Draft = Record<string, Text>;
type Kind = "text" | "date" | "number" | "closing" | "commitment";

/** How a parameter is written, as its default tells. */
function kindOf({ name, default: usual }: DescribedParameter): Kind {
	if (name === "CLOSE_DATE") return "closing";
	if (name === "COMMITMENT_INDIVIDUAL") return "commitment";
	if (typeof usual === "number") return "number";
	if (typeof usual === "string" && closingDateOf(usual) === usual)
		return "date";
	return "text";
}

const order = [
	"CONTROLLER",
	"HOTLINE",
	"WAVE_DATE",
	"CLOSE_DATE",
	"LOT_MIN",
	"REF",
	"REF_FROM",
	"BASE",
];
const place = (name: string) => {
	const at = order.indexOf(name);
	return at < 0 ? order.length : at;
};

export function WaveView({
	described,
	onSaved,
}: {
	described: DescribedSurvey;
	onSaved: () => void;
}) {
	const { t, language } = useWords();
	const words = t.questionnaire.wave;
	const isFixed = described.status !== "preparing";
	const parameters = described.parameters.toSorted(
		(a, b) => place(a.name) - place(b.name),
	);
	const [draft, setDraft] = useState<Draft>(() =>
		Object.fromEntries(
			parameters.map(({ name, value }) => [name, textOf(value)]),
		),
	);
	const [signed, setSigned] = useState(
		textOf(
			parameters.find(({ name }) => name === "COMMITMENT_INDIVIDUAL")?.value,
		).vi !== "",
	);
	const [problems, setProblems] = useState<WaveProblem[]>([]);
	const [state, setState] = useState<"saved" | "unsaved">();
	// Of what the form was filled from, whatever has been loaded since.
	const [mark, setMark] = useState(described.waveMark);
	const readMark = async () => setMark((await describe(described.id)).waveMark);
	const work = useWork();

	function change(name: string, value: Text) {
		setState("unsaved");
		setDraft((before) => ({ ...before, [name]: value }));
	}
	const parameterValue = ({
		name,
		...rest
	}: DescribedParameter): ParameterValue => {
		const text = draft[name] ?? { vi: "", en: "" };
		const kind = kindOf({ name, ...rest });
		if (kind === "commitment" && !signed) return "";
		if (kind === "date") return text.vi;
		if (kind === "number") return text.vi === "" ? "" : Number(text.vi);
		return text;
	};
	const wave = Object.fromEntries(
		parameters.map((parameter) => [parameter.name, parameterValue(parameter)]),
	);

	return (
		<div class="beside">
			<form
				class="sheet"
				onSubmit={(event) => {
					event.preventDefault();
					void work.run(async () => {
						try {
							const { problems } = await setWave(described.id, wave, mark);
							setProblems(problems);
							const [first] = problems;
							if (first)
								document.getElementById(`wave-${first.parameter}`)?.focus();
							setState(problems.length > 0 ? "unsaved" : "saved");
							if (problems.length > 0) return;
							await readMark();
							onSaved();
						} catch (error) {
							// What is typed stays; saved once more, it takes the place of what somebody else saved.
							if (
								error instanceof ApiError &&
								error.code === "changed-meanwhile"
							)
								await readMark();
							throw error;
						}
					});
				}}
			>
				{!isFixed && <p class="measure">{words.intro}</p>}
				{parameters.map((parameter) => (
					<Parameter
						key={parameter.name}
						parameter={parameter}
						text={draft[parameter.name] ?? { vi: "", en: "" }}
						isFixed={isFixed}
						smallestLot={described.smallestLot}
						signed={signed}
						onSigned={(now) => {
							setState("unsaved");
							setSigned(now);
						}}
						problem={problems.find((one) => one.parameter === parameter.name)}
						onChange={(text) => change(parameter.name, text)}
					/>
				))}
				{!isFixed && (
					<div class="save">
						{problems.length > 0 && (
							<p class="problem" role="alert">
								{t.questionnaire.notSaved}
							</p>
						)}
						{work.error && <Problem error={work.error} />}
						<button class="main" type="submit" disabled={work.isBusy}>
							{t.questionnaire.save}
						</button>
						<span role="status">{state && t.questionnaire[state]}</span>
					</div>
				)}
			</form>
			<ConsentPreview
				consent={described.consent}
				say={(name) => {
					const parameter = parameters.find((one) => one.name === name);
					if (!parameter) return undefined;
					const given = textOf(wave[name])[language];
					return (
						given ||
						textOf(parameter.default)[language] ||
						(parameter.default === undefined ? undefined : "")
					);
				}}
			/>
		</div>
	);
}

function Parameter({
	parameter,
	text,
	isFixed,
	smallestLot,
	signed,
	onSigned,
	problem,
	onChange,
}: {
	parameter: DescribedParameter;
	text: Text;
	isFixed: boolean;
	smallestLot: number | null;
	signed: boolean;
	onSigned: (signed: boolean) => void;
	problem: WaveProblem | undefined;
	onChange: (text: Text) => void;
}) {
	const { t, language } = useWords();
	const words = t.questionnaire.wave;
	const { name, note, default: usual } = parameter;
	const kind = kindOf(parameter);
	const usually = textOf(usual);
	const names: Record<string, string> = words.names;
	const id = `wave-${name}`;
	const isNeeded = usual === undefined;
	const minimum = Number(text.vi || usually.vi);
	// Of what the form was filled from: a field that became another while somebody types would lose the place.
	const [isLong] = useState(
		[text, usually].some(({ vi, en }) => Math.max(vi.length, en.length) > 40),
	);
	const input = (which: "vi" | "en") => {
		const common = {
			id: which === "vi" ? id : `${id}-en`,
			lang: which,
			disabled: isFixed,
			placeholder: usually[which],
			value: text[which],
			"aria-invalid": problem ? true : undefined,
		};
		return (
			<label class="language-field" for={common.id}>
				<small>{words[which]}</small>
				{isLong ? (
					<textarea
						{...common}
						rows={3}
						onInput={(event) =>
							onChange({ ...text, [which]: event.currentTarget.value })
						}
					/>
				) : (
					<input
						{...common}
						type="text"
						onInput={(event) =>
							onChange({ ...text, [which]: event.currentTarget.value })
						}
					/>
				)}
			</label>
		);
	};
	return (
		<fieldset class="parameter" id={`parameter-${name}`}>
			<legend>
				{names[name] ?? name} <span class="code">{name}</span>
				{isNeeded && !text.vi && <em class="needed"> {words.required}</em>}
			</legend>
			{kind === "closing" ? (
				<label for={id}>
					<input
						id={id}
						type="date"
						aria-label={words.closes}
						disabled={isFixed}
						value={closingDateOf(text) ?? ""}
						onInput={(event) => {
							const date = event.currentTarget.value;
							onChange(date ? closingPhrase(date) : { vi: "", en: "" });
						}}
					/>
					<small>
						{fill(words.closesHint, {
							text: text[language] || usually[language],
						})}
					</small>
				</label>
			) : kind === "date" || kind === "number" ? (
				<label for={id}>
					<input
						id={id}
						type={kind}
						aria-label={names[name] ?? name}
						disabled={isFixed}
						placeholder={usually.vi}
						value={text.vi || (kind === "date" ? usually.vi : "")}
						onInput={(event) => {
							const { value } = event.currentTarget;
							onChange({ vi: value, en: value });
						}}
					/>
					{name === "LOT_MIN" && (
						<small
							class={
								smallestLot !== null && minimum > smallestLot ? "wrong" : ""
							}
						>
							{smallestLot === null
								? words.smallestNone
								: minimum > smallestLot
									? fill(words.tooLarge, { min: minimum, n: smallestLot })
									: fill(words.smallest, { n: smallestLot })}
						</small>
					)}
				</label>
			) : (
				<>
					{kind === "commitment" && (
						<label class="choice">
							<input
								type="checkbox"
								id="commitment-signed"
								disabled={isFixed}
								checked={signed}
								onChange={(event) => onSigned(event.currentTarget.checked)}
							/>
							<span>
								{words.signed} <small>{words.signedHint}</small>
							</span>
						</label>
					)}
					{(kind !== "commitment" || signed) && (
						<div class="two">
							{input("vi")}
							{input("en")}
						</div>
					)}
				</>
			)}
			{problem && (
				<p class="wrong" role="alert">
					{words.errors[problem.code]}
				</p>
			)}
			{note && (
				<details>
					<summary>{words.note}</summary>
					<p>{note}</p>
				</details>
			)}
		</fieldset>
	);
}
