import { useEffect, useState } from "preact/hooks";
import type { WeightsState } from "../../../server/actions/weights-state.ts";
import {
	batteryPrefix,
	type TableRequest,
	tableBases,
	tableOf,
	tableStatistics,
} from "../../../survey-definitions/table-request.ts";
import type { Contents } from "../api.ts";
import { titleOf } from "../describe-table.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import { NetFields } from "./net-fields.tsx";

type Asked = Omit<TableRequest, "survey">;

export function RequestForm({
	request: { survey: _survey, ...request },
	contents,
	versions,
	inUse,
	filterProblem,
	onChange,
}: {
	request: TableRequest;
	contents: Contents;
	versions: WeightsState["versions"];
	inUse: number | null;
	filterProblem: { problem: string; detail: string } | undefined;
	onChange: (next: Asked) => void;
}) {
	const { t, say } = useWords();
	const words = t.tables;
	const { rows, banner = [], statistics = [], nets = [] } = request;
	const put = (next: Partial<Asked>) => onChange({ ...request, ...next });
	const domainName = (name: string) => domainLabel(contents, name, say);
	const groupName = (group: string[]) => group.map(domainName).join(" · ");
	return (
		<section class="builder" aria-label={words.request}>
			<fieldset>
				<legend>{words.rows}</legend>
				<Chosen
					list={rows.map((name) => ({
						key: name,
						...rowOf(contents, name, t, say),
					}))}
					onRemove={(at) => put({ rows: rows.filter((_, k) => k !== at) })}
				/>
				<AddRow
					contents={contents}
					onAdd={(name) =>
						!rows.includes(name) && put({ rows: [...rows, name] })
					}
				/>
			</fieldset>
			<fieldset>
				<legend>{words.columns}</legend>
				<Chosen
					list={banner.map((group) => ({
						key: group.join("*"),
						code: group.join(" × "),
						text: groupName(group),
					}))}
					onRemove={(at) => put({ banner: banner.filter((_, k) => k !== at) })}
				/>
				<AddColumn
					contents={contents}
					groups={banner.map(groupName)}
					onAdd={(name, inside) =>
						put({
							banner:
								inside === undefined
									? [...banner, [name]]
									: banner.map((group, k) =>
											k === inside ? [...group, name] : group,
										),
						})
					}
				/>
			</fieldset>
			<FilterField
				filter={request.filter ?? ""}
				example={exampleOf(contents)}
				problem={filterProblem}
				onApply={(filter) => {
					const { filter: _, ...rest } = request;
					onChange(filter === "" ? rest : { ...rest, filter });
				}}
			/>
			<div class="builder-choices">
				<label class="field">
					<span>{words.base}</span>
					<select
						value={request.base ?? "all"}
						onChange={(event) =>
							put({ base: event.currentTarget.value as "all" })
						}
					>
						{tableBases.map((base) => (
							<option key={base} value={base}>
								{words.bases[base]}
							</option>
						))}
					</select>
				</label>
				<label class="field">
					<span>{words.of}</span>
					<select
						value={request.of ?? "respondents"}
						onChange={(event) =>
							put({ of: event.currentTarget.value as "answers" })
						}
					>
						{tableOf.map((of) => (
							<option key={of} value={of}>
								{words.ofs[of]}
							</option>
						))}
					</select>
				</label>
				<label class="field">
					<span>{words.weights}</span>
					<select
						value={String(request.weights ?? inUse ?? "")}
						onChange={(event) =>
							put({ weights: Number(event.currentTarget.value) })
						}
					>
						{versions.map(({ version, isFinal }) => (
							<option key={version} value={String(version)}>
								{fill(isFinal ? words.versionFinal : words.version, {
									n: version,
								})}
								{version === inUse ? ` (${words.versionInUse})` : ""}
							</option>
						))}
					</select>
				</label>
			</div>
			<fieldset class="builder-shows">
				<legend>{words.statistics}</legend>
				{tableStatistics.map((name) => (
					<label key={name}>
						<input
							type="checkbox"
							checked={statistics.includes(name)}
							onChange={(event) =>
								put({
									statistics: event.currentTarget.checked
										? [...statistics, name]
										: statistics.filter((one) => one !== name),
								})
							}
						/>{" "}
						{words.shows[name]}
					</label>
				))}
			</fieldset>
			<NetFields nets={nets} onChange={(next) => put({ nets: next })} />
		</section>
	);
}

function domainLabel({ domains }: Contents, name: string, say: Say) {
	const found = domains.find((one) => one.name === name);
	return found ? say(found.label) : name;
}

type Words = ReturnType<typeof useWords>["t"];
type Say = ReturnType<typeof useWords>["say"];

function rowOf({ variables }: Contents, name: string, t: Words, say: Say) {
	const battery = name.startsWith(batteryPrefix)
		? name.slice(batteryPrefix.length)
		: undefined;
	const found = variables.find((one) =>
		battery === undefined ? one.name === name : one.battery === battery,
	);
	return {
		code: battery ?? name,
		text: !found
			? name
			: battery === undefined
				? say(titleOf(found))
				: fill(t.tables.battery, { text: say(found.question) }),
	};
}

/** Where the keyboard goes on once its button is gone or rests. */
const focusChoice = (within: HTMLElement | null) =>
	within?.querySelector<HTMLElement>("select")?.focus();

function Chosen({
	list,
	onRemove,
}: {
	list: { key: string; code: string; text: string }[];
	onRemove: (at: number) => void;
}) {
	const { t } = useWords();
	if (list.length === 0) return null;
	return (
		<ol class="chosen-list">
			{list.map(({ key, code, text }, at) => (
				<li key={key}>
					<span class="code">{code}</span>
					<span>{text}</span>
					<button
						type="button"
						aria-label={fill(t.tables.remove, { name: text })}
						onClick={(event) => {
							focusChoice(event.currentTarget.closest("fieldset"));
							onRemove(at);
						}}
					>
						×
					</button>
				</li>
			))}
		</ol>
	);
}

function AddRow({
	contents: { variables, sections },
	onAdd,
}: {
	contents: Contents;
	onAdd: (name: string) => void;
}) {
	const { t, say } = useWords();
	const [name, setName] = useState("");
	const groups = [
		...sections.map(({ id, title }) => ({ id, title: say(title) })),
		{ id: "derived", title: t.desk.pages.derived },
		{ id: "arms", title: t.arms },
	];
	const batteriesIn = (id: string) =>
		[
			...new Map(
				variables
					.filter((one) => one.section === id && one.battery)
					.map((one) => [one.battery!, one]),
			),
		].map(([battery, { question }]) => ({
			value: batteryPrefix + battery,
			text: `${battery} – ${fill(t.tables.battery, { text: say(question) })}`,
		}));
	return (
		<form
			class="builder-add"
			onSubmit={(event) => {
				event.preventDefault();
				if (name) onAdd(name);
				setName("");
				focusChoice(event.currentTarget);
			}}
		>
			<label class="field">
				<span>{t.tables.rowAdd}</span>
				<select
					value={name}
					onChange={(event) => setName(event.currentTarget.value)}
				>
					<option value="">…</option>
					{groups.map(({ id, title }) => (
						<optgroup key={id} label={title}>
							{batteriesIn(id).map(({ value, text }) => (
								<option key={value} value={value}>
									{text}
								</option>
							))}
							{variables
								.filter((one) => one.section === id)
								.map((one) => (
									<option key={one.name} value={one.name}>
										{`${one.name} – ${say(titleOf(one))}`}
									</option>
								))}
						</optgroup>
					))}
				</select>
			</label>
			<button type="submit" disabled={name === ""}>
				{t.tables.add}
			</button>
		</form>
	);
}

function AddColumn({
	contents: { domains },
	groups,
	onAdd,
}: {
	contents: Contents;
	groups: string[];
	onAdd: (name: string, inside: number | undefined) => void;
}) {
	const { t, say } = useWords();
	const [name, setName] = useState("");
	const [inside, setInside] = useState("");
	return (
		<form
			class="builder-add"
			onSubmit={(event) => {
				event.preventDefault();
				if (name) onAdd(name, inside === "" ? undefined : Number(inside));
				setName("");
				setInside("");
				focusChoice(event.currentTarget);
			}}
		>
			<label class="field">
				<span>{t.tables.columnAdd}</span>
				<select
					value={name}
					onChange={(event) => setName(event.currentTarget.value)}
				>
					<option value="">…</option>
					{domains.map((one) => (
						<option key={one.name} value={one.name}>
							{one.name.startsWith("stratum:")
								? say(one.label)
								: `${one.name} – ${say(one.label)}`}
						</option>
					))}
				</select>
			</label>
			{groups.length > 0 && (
				<label class="field">
					<span>{t.tables.place}</span>
					<select
						value={inside}
						onChange={(event) => setInside(event.currentTarget.value)}
					>
						<option value="">{t.tables.beside}</option>
						{groups.map((group, at) => (
							<option key={group} value={String(at)}>
								{fill(t.tables.inside, { group })}
							</option>
						))}
					</select>
				</label>
			)}
			<button type="submit" disabled={name === ""}>
				{t.tables.add}
			</button>
		</form>
	);
}

/** A stratum, an answer about oneself and one of several that were chosen, as far as the survey has them. */
function exampleOf({ domains, variables }: Contents): string {
	const stratum = domains.find(({ name }) => name.startsWith("stratum:"));
	const own = variables.filter(({ derived }) => !derived);
	const single =
		own.find((one) => one.section === "about" && one.type === "single") ??
		own.find(({ type }) => type === "single");
	const multiple = own.find(({ type }) => type === "multiple");
	return [
		single && `\${${single.name}} = ${single.categories[0]?.code ?? 1}`,
		multiple &&
			`selected(\${${multiple.name}}, ${multiple.categories[0]?.code ?? 1})`,
		stratum && `\${${stratum.name.replace(/\W/g, "_")}} = 1`,
	]
		.filter(Boolean)
		.join(" and ");
}

function FilterField({
	filter,
	example,
	problem,
	onApply,
}: {
	filter: string;
	/** A condition of this survey's own questions. */
	example: string;
	problem: { problem: string; detail: string } | undefined;
	onApply: (filter: string) => void;
}) {
	const { t } = useWords();
	const words = t.tables;
	const [text, setText] = useState(filter);
	// Undo and links change the address under the field.
	useEffect(() => setText(filter), [filter]);
	const sentence =
		problem && words.filterProblems[problem.problem as "unknown-name"];
	return (
		<form
			class="builder-add builder-filter"
			onSubmit={(event) => {
				event.preventDefault();
				onApply(text.trim());
			}}
		>
			<label class="field long">
				<span>{words.filter}</span>
				<input
					value={text}
					maxLength={2000}
					spellcheck={false}
					autocomplete="off"
					aria-describedby="filter-hint"
					aria-invalid={sentence ? true : undefined}
					onInput={(event) => setText(event.currentTarget.value)}
				/>
			</label>
			<button type="submit" disabled={text.trim() === filter}>
				{words.apply}
			</button>
			<p class="hint" id="filter-hint">
				{sentence && problem ? (
					<strong class="wrong">
						{fill(sentence, { detail: problem.detail, example })}
					</strong>
				) : (
					fill(words.filterHint, { example })
				)}
			</p>
		</form>
	);
}
