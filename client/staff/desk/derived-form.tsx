import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { ListedDerived } from "../../../server/actions/list-derived.ts";
import type { Category } from "../../../survey-definitions/codebook.ts";
import type {
	DerivedDefinition,
	DerivedProblem,
} from "../../../survey-definitions/derived.ts";
import { hrefOf } from "../address.ts";
import type { Contents } from "../api.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { go } from "../use-address.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { setDerived } from "./api.ts";
import { CategoryFields } from "./category-fields.tsx";
import type { NewKind } from "./new-kinds.ts";
import { RecodeFields } from "./recode-fields.tsx";

interface Draft {
	name: string;
	vi: string;
	en: string;
	expression: string;
	categories: Category[];
	/** One item a line, − in front where it is turned round. */
	items: string;
	minimum: number;
}

const empty: Draft = {
	name: "",
	vi: "",
	en: "",
	expression: "",
	categories: [],
	items: "",
	minimum: 2,
};

export function DerivedForm({
	survey,
	contents,
	kind,
	edited,
	onSaved,
}: {
	survey: string;
	contents: Contents;
	/** Of a new variable. */
	kind: NewKind | undefined;
	edited: ListedDerived | undefined;
	onSaved: (name: string, version: number) => void;
}) {
	const { t, say, language } = useWords();
	const words = t.desk.derived;
	const isIndex = edited
		? edited.definition.of.kind === "index"
		: kind === "index";
	const [draft, setDraft] = useState(() =>
		edited ? draftOf(edited.definition) : empty,
	);
	const [problems, setProblems] = useState<DerivedProblem[]>([]);
	const work = useWork();
	const leave = () => go(hrefOf({ page: "derived", survey, language }));
	const edit = (change: Partial<Draft>) => {
		setProblems([]);
		setDraft((past) => ({ ...past, ...change }));
	};
	const wrong: Wrong = (field) =>
		problems
			.filter((one) => one.field === field)
			.map(({ code, detail, place }) => (
				<small key={code + detail} class="wrong" role="alert">
					{fill(words.problems[code], {
						detail: place ? say(place) : detail,
					})}
				</small>
			));
	return (
		<form
			class="sheet derived-form"
			onSubmit={(event) => {
				event.preventDefault();
				void work.run(async () => {
					const made = await setDerived(
						survey,
						definitionOf(draft, isIndex),
						edited?.version ?? 0,
					);
					if ("problems" in made) setProblems(made.problems);
					else {
						onSaved(draft.name, made.version);
						leave();
					}
				});
			}}
		>
			<h2>
				{edited
					? fill(words.editTitle, {
							name: edited.definition.name,
							n: edited.version + 1,
						})
					: kind === "recode"
						? words.newRecode
						: isIndex
							? words.newIndex
							: words.newExpression}
			</h2>
			{kind === "recode" && !edited && (
				<RecodeFields
					contents={contents}
					onRecoded={(change) => edit(change)}
					categories={draft.categories}
				/>
			)}
			<label class="field">
				<span>{words.name}</span>
				<input
					id="derived-name"
					value={draft.name}
					disabled={edited !== undefined}
					spellcheck={false}
					autocapitalize="none"
					maxLength={60}
					aria-invalid={problems.some(({ field }) => field === "name")}
					onInput={(event) => edit({ name: event.currentTarget.value })}
				/>
				<small>{words.nameHint}</small>
				{wrong("name")}
			</label>
			<fieldset>
				<legend>{words.label}</legend>
				<div class="two">
					{(["vi", "en"] as const).map((one) => (
						<label key={one} class="language-field">
							<small>{words[one]}</small>
							<input
								id={`derived-label-${one}`}
								lang={one}
								value={draft[one]}
								maxLength={500}
								onInput={(event) => edit({ [one]: event.currentTarget.value })}
							/>
						</label>
					))}
				</div>
				{wrong("label")}
			</fieldset>
			{isIndex ? (
				<IndexFields
					contents={contents}
					draft={draft}
					onEdit={edit}
					wrong={wrong}
				/>
			) : (
				<>
					<label class="field">
						<span>{words.expression}</span>
						<textarea
							id="derived-expression"
							class="expression"
							rows={4}
							spellcheck={false}
							value={draft.expression}
							aria-invalid={problems.some(
								({ field }) => field === "expression",
							)}
							onInput={(event) =>
								edit({ expression: event.currentTarget.value })
							}
						/>
						<small>
							{fill(words.expressionHint, {
								a: exampleOf(contents),
							})}
						</small>
						{wrong("expression")}
					</label>
					<CategoryFields
						categories={draft.categories}
						onEdit={(categories) => edit({ categories })}
					>
						{wrong("categories")}
					</CategoryFields>
				</>
			)}
			<div class="save">
				{problems.length > 0 && (
					<p class="problem" role="alert">
						{words.notSaved}
					</p>
				)}
				{work.error && <Problem error={work.error} />}
				<button class="main" type="submit" disabled={work.isBusy}>
					{words.save}
				</button>
				<button type="button" onClick={leave}>
					{words.cancel}
				</button>
			</div>
		</form>
	);
}

type Wrong = (field: DerivedProblem["field"]) => ComponentChildren;

function IndexFields({
	contents,
	draft,
	onEdit,
	wrong,
}: {
	contents: Contents;
	draft: Draft;
	onEdit: (change: Partial<Draft>) => void;
	wrong: Wrong;
}) {
	const { t } = useWords();
	const words = t.desk.derived;
	const batteries = [
		...new Set(
			contents.variables.flatMap(({ battery, derived }) =>
				battery && !derived ? [battery] : [],
			),
		),
	];
	return (
		<>
			<label class="field">
				<span>{words.battery}</span>
				<select
					id="derived-battery"
					value=""
					onChange={(event) => {
						const battery = event.currentTarget.value;
						const items = contents.variables.filter(
							(one) =>
								one.battery === battery &&
								!one.derived &&
								!one.name.endsWith("_AC"),
						);
						onEdit({
							items: items.map(({ name }) => name).join("\n"),
							minimum: Math.max(1, Math.ceil(items.length / 2)),
						});
					}}
				>
					<option value="">{words.choose}</option>
					{batteries.map((battery) => (
						<option key={battery}>{battery}</option>
					))}
				</select>
			</label>
			<label class="field">
				<span>{words.items}</span>
				<textarea
					id="derived-items"
					class="expression"
					rows={6}
					spellcheck={false}
					value={draft.items}
					onInput={(event) => onEdit({ items: event.currentTarget.value })}
				/>
				<small>{words.itemsHint}</small>
				{wrong("items")}
			</label>
			<label class="field">
				<span>{words.minimum}</span>
				<input
					id="derived-minimum"
					type="number"
					min={1}
					value={draft.minimum}
					onInput={(event) =>
						onEdit({ minimum: Number(event.currentTarget.value) })
					}
				/>
				{wrong("minimum")}
			</label>
		</>
	);
}

/** An expression of the survey's own first question, to be seen how one is written. */
const exampleOf = ({ variables }: Contents) => {
	const name = variables.find(({ type }) => type === "single")?.name ?? "X";
	return `if(\${${name}} >= 4, 1, 2)`;
};

function draftOf({ name, label, of }: DerivedDefinition): Draft {
	const named = { ...empty, name, ...label };
	return of.kind === "index"
		? {
				...named,
				items: of.items
					.map((item) => (of.reversed.includes(item) ? `-${item}` : item))
					.join("\n"),
				minimum: of.minimumAnswered,
			}
		: { ...named, expression: of.expression, categories: of.categories };
}

function definitionOf(draft: Draft, isIndex: boolean): DerivedDefinition {
	const { name, vi, en, expression, categories, items, minimum } = draft;
	const lines = items.split(/[\s,;]+/).filter(Boolean);
	const bare = (line: string) => line.replace(/^[-−–]/, "");
	return {
		name: name.trim(),
		label: { vi, en },
		of: isIndex
			? {
					kind: "index",
					items: lines.map(bare),
					reversed: lines.filter((line) => bare(line) !== line).map(bare),
					minimumAnswered: Math.round(minimum),
				}
			: { kind: "expression", expression, categories },
	};
}
