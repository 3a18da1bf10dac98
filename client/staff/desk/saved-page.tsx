import { useEffect, useState } from "preact/hooks";
import type { ListedTable } from "../../../server/actions/list-saved-tables.ts";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { changeSavedTable, savedTables } from "./api.ts";
import { day } from "./day.ts";
import { DeskNav } from "./desk-nav.tsx";

export function SavedPage({
	survey,
	user,
	onLoggedOut,
}: {
	survey: ListedSurvey;
	user: string;
	onLoggedOut: () => void;
}) {
	const { t, say } = useWords();
	const words = t.desk.saved;
	const isClosed = survey.status === "closed";
	const loaded = useLoaded(isClosed ? survey.id : undefined, () =>
		savedTables(survey.id),
	);
	useLeave(loaded.error, onLoggedOut);
	const [removed, setRemoved] = useState<ListedTable>();
	const work = useWork();
	useEffect(() => {
		document.title = [words.title, survey.id, t.siteName].join(" – ");
	}, [words, survey.id, t]);
	const change = (
		table: ListedTable,
		json: Parameters<typeof changeSavedTable>[2],
	) =>
		void work.run(async () => {
			await changeSavedTable(survey.id, table.id, json);
			if (json.isRemoved !== undefined)
				setRemoved(json.isRemoved ? table : undefined);
			loaded.again();
		});
	const tables = loaded.data?.tables ?? [];
	const kept = tables.filter((one) => !one.isRemoved);
	const gone = tables.filter((one) => one.isRemoved && one.id !== removed?.id);
	return (
		<main class="page work" id="result">
			<p class="kicker">
				<span>{say(survey.title)}</span>
				<span class="code">{survey.id}</span>
			</p>
			<h1>{words.title}</h1>
			<DeskNav survey={survey.id} shown="saved" />
			{!isClosed && <p class="measure">{t.desk.notClosed}</p>}
			{isClosed && <p class="measure">{words.intro}</p>}
			{loaded.error && <Problem error={loaded.error} again={loaded.again} />}
			{work.error && <Problem error={work.error} />}
			{removed && (
				<p class="undo" role="status">
					<span>{fill(words.removed, { name: removed.name })}</span>
					<button
						type="button"
						onClick={() => change(removed, { isRemoved: false })}
					>
						{words.undo}
					</button>
				</p>
			)}
			{loaded.data && kept.length === 0 && (
				<p class="measure quiet">{words.none}</p>
			)}
			{kept.length > 0 && (
				<div class="scroll">
					<table class="yearbook register desk-table">
						<thead>
							<tr>
								<th scope="col">{words.name}</th>
								<th scope="col">{words.owner}</th>
								<th scope="col">{words.when}</th>
								<th scope="col" />
							</tr>
						</thead>
						<tbody>
							{kept.map((table) => (
								<SavedRow
									key={table.id}
									survey={survey.id}
									table={table}
									isOwn={table.owner === user}
									isBusy={work.isBusy}
									onChange={(json) => change(table, json)}
								/>
							))}
						</tbody>
					</table>
				</div>
			)}
			{gone.length > 0 && (
				<details>
					<summary>{words.removedTitle}</summary>
					<ul>
						{gone.map((table) => (
							<li key={table.id}>
								{table.name}{" "}
								<button
									type="button"
									onClick={() => change(table, { isRemoved: false })}
								>
									{words.undo}
								</button>
							</li>
						))}
					</ul>
				</details>
			)}
		</main>
	);
}

function SavedRow({
	survey,
	table,
	isOwn,
	isBusy,
	onChange,
}: {
	survey: string;
	table: ListedTable;
	isOwn: boolean;
	isBusy: boolean;
	onChange: (json: Parameters<typeof changeSavedTable>[2]) => void;
}) {
	const { t, language } = useWords();
	const words = t.desk.saved;
	const [name, setName] = useState<string>();
	// What was typed stays until the table bears it.
	useEffect(() => setName(undefined), [table.name]);
	const { unknown, definitionNow, weightsNow } = table;
	return (
		<tr>
			<th scope="row">
				{name === undefined ? (
					<a
						href={`/staff/surveys/${encodeURIComponent(survey)}/tables?${table.query}&lang=${language}`}
					>
						{table.name}
					</a>
				) : (
					<form
						class="line"
						onSubmit={(event) => {
							event.preventDefault();
							const typed = name.trim();
							if (typed && typed !== table.name) onChange({ name: typed });
							else setName(undefined);
						}}
					>
						<input
							aria-label={words.name}
							value={name}
							maxLength={200}
							onInput={(event) => setName(event.currentTarget.value)}
						/>
						<button type="submit">{words.save}</button>
					</form>
				)}
				<small>
					<code>{decodeURIComponent(table.query.replaceAll("+", " "))}</code>
				</small>
				{unknown.length > 0 && (
					<small class="wrong" role="alert">
						{fill(words.unknown, {
							names: unknown.join(", "),
							now: definitionNow ?? table.definitionVersion,
							at: table.definitionVersion,
						})}
					</small>
				)}
				{weightsNow !== undefined && (
					<small>
						{fill(words.weights, {
							at: table.weightsVersion,
							now: weightsNow,
						})}
					</small>
				)}
			</th>
			<td>{table.owner}</td>
			<td>
				<span class="day">{day(table.savedAtMs, language)}</span>
				<small>
					{fill(words.version, {
						definition: table.definitionVersion,
						weights: table.weightsVersion,
					})}
				</small>
			</td>
			<td>
				{isOwn ? (
					<span class="act-links">
						<button
							type="button"
							disabled={isBusy}
							onClick={() => onChange({ isShared: !table.isShared })}
						>
							{table.isShared ? words.unshare : words.share}
						</button>
						<button type="button" onClick={() => setName(table.name)}>
							{words.rename}
						</button>
						<button
							type="button"
							disabled={isBusy}
							aria-label={`${words.remove} ${table.name}`}
							onClick={() => onChange({ isRemoved: true })}
						>
							{words.remove}
						</button>
					</span>
				) : (
					words.shared
				)}
			</td>
		</tr>
	);
}
