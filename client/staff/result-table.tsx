import type { ComponentChildren } from "preact";
import type { ReleasedTable } from "../../analysis/tables/table.ts";
import { isWithoutOpinion } from "./describe-table.ts";
import { type Cell, type Footnote, footnotesOf, isShown } from "./footnotes.ts";
import { factor, interval, points, share, whole } from "./numbers.ts";
import { fill } from "./strings.ts";
import { mostOnPaper, usePrinting } from "./use-printing.ts";
import { useWords } from "./words.ts";

type Footnotes = ReturnType<typeof footnotesOf>;

export function ResultTable({
	table,
	detail,
}: {
	table: ReleasedTable;
	detail: boolean;
}) {
	const footnotes = footnotesOf(table);
	const isProbability = table.sampling === "probability";
	const isWide = table.by === undefined && detail && isProbability;
	const isPrinting = usePrinting();
	const { columns } = table;
	const most = isPrinting ? mostOnPaper : columns.length;
	const sheets = Array.from(
		{ length: Math.ceil(columns.length / most) },
		(_, at) => [at * most, (at + 1) * most] as const,
	);
	return (
		<div class="table-and-notes">
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard */}
			<section class="scroll" tabIndex={0} aria-labelledby="result-title">
				{sheets.map(([from, to]) => (
					<Grid
						key={from}
						table={{ ...table, columns: columns.slice(from, to) }}
						footnotes={{
							...footnotes,
							columns: footnotes.columns.slice(from, to),
						}}
						detail={detail}
						isWide={isWide}
					/>
				))}
			</section>
			<Notes
				table={table}
				footnotes={footnotes}
				detail={detail && isProbability && !isWide}
			/>
		</div>
	);
}

function Grid({
	table,
	footnotes,
	detail,
	isWide,
}: {
	table: ReleasedTable;
	footnotes: Footnotes;
	detail: boolean;
	isWide: boolean;
}) {
	const { t, say } = useWords();
	const rows = table.rows.map((row, index) => ({ ...row, index }));
	const withOpinion = rows.filter((row) => !isWithoutOpinion(row));
	const without = rows.filter(isWithoutOpinion);
	const spans = isWide ? 5 : table.columns.length;
	const body = (some: typeof rows) =>
		some.map(({ code, label, index }) => (
			<tr key={code}>
				<th scope="row">
					<Label code={code} text={say(label)} />
				</th>
				{table.columns.map(({ cells, code: column }, at) => {
					const cell = cells[index];
					const marks = footnotes.columns[at]?.cells[index] ?? [];
					if (!cell) return null;
					return isWide ? (
						<WideCells key={column} {...{ cell, marks, footnotes, table }} />
					) : (
						<td key={column}>
							<Figure {...{ cell, marks, footnotes, table }} />
							<Beneath cell={cell} detail={detail} />
						</td>
					);
				})}
			</tr>
		));
	return (
		<table
			class={`yearbook ${isWide ? "wide" : table.by ? "crossed" : "plain"}`}
		>
			<Head table={table} isWide={isWide} />
			<tbody>{body(withOpinion)}</tbody>
			{without.length > 0 && (
				<tbody class="no-opinion">
					<tr>
						<th scope="rowgroup" colSpan={spans + 1}>
							<span>{t.noOpinion}</span>
						</th>
					</tr>
					{body(without)}
				</tbody>
			)}
			<tbody class="base">
				<Base table={table} footnotes={footnotes} isWide={isWide} />
				{detail && table.sampling === "probability" && (
					<DegreesOfFreedom table={table} isWide={isWide} />
				)}
			</tbody>
		</table>
	);
}

function Head({ table, isWide }: { table: ReleasedTable; isWide: boolean }) {
	const { t, say } = useWords();
	if (!table.by)
		return (
			<thead>
				<tr>
					<th scope="col">{t.category}</th>
					<th scope="col">{t.share}</th>
					{isWide && (
						<>
							<th scope="col">{t.interval}</th>
							<th scope="col">
								{t.se}
								<small>{t.seUnit}</small>
							</th>
							<th scope="col">{t.deff}</th>
							<th scope="col">{t.effectiveN}</th>
						</>
					)}
				</tr>
			</thead>
		);
	return (
		<thead>
			<tr>
				<th rowSpan={2} scope="col">
					{t.category}
				</th>
				<th class="spanner" colSpan={table.columns.length} scope="colgroup">
					<span>{say(table.by.label)}</span>
				</th>
			</tr>
			<tr>
				{table.columns.map(({ code, label }) => (
					<th key={code} scope="col">
						{say(label)}
					</th>
				))}
			</tr>
		</thead>
	);
}

function Label({ code, text }: { code: number; text: string }) {
	return (
		<span class="label">
			<span class="code" aria-hidden={true}>
				{text === String(code) ? "" : code}
			</span>
			<span>{text}</span>
		</span>
	);
}

interface Placed {
	cell: Cell;
	marks: Footnote[];
	footnotes: Footnotes;
	table: ReleasedTable;
}

/** The share, or the sign that there is none; its reason stands under the table and in the sign's title. */
function Figure({ cell, marks, footnotes, table }: Placed) {
	const { t, language } = useWords();
	const marked = <Marks notes={marks} footnotes={footnotes} />;
	if (isShown(cell))
		return (
			<span class="figure">
				{share(cell.value, language)}
				{marked}
			</span>
		);
	const reason = fill(t.withheld[cell.withheld], { min: table.minimumBase });
	return (
		<span class="figure withheld" title={reason}>
			<span aria-hidden={true}>…</span>
			<span class="for-ears">{t.notShown}</span>
			{marked}
		</span>
	);
}

function Beneath({ cell, detail }: { cell: Cell; detail: boolean }) {
	const { t, language } = useWords();
	if (!isShown(cell) || !cell.ci) return null;
	return (
		<>
			<span class="beneath">{interval(cell.ci, language)}</span>
			{detail &&
				t.cellDetail.map((line) => (
					<span key={line} class="beneath">
						{fill(line, {
							se: points(cell.se ?? null, language),
							deff: factor(cell.deff ?? null, language),
							n: whole(cell.effectiveN ?? null, language),
						})}
					</span>
				))}
		</>
	);
}

function WideCells(placed: Placed) {
	const { language } = useWords();
	const { cell } = placed;
	const figures =
		isShown(cell) && cell.ci
			? [
					interval(cell.ci, language),
					points(cell.se ?? null, language),
					factor(cell.deff ?? null, language),
					whole(cell.effectiveN ?? null, language),
				]
			: ["", "", "", ""];
	return (
		<>
			<td>
				<Figure {...placed} />
			</td>
			{figures.map((figure, index) => (
				<td key={index} class="quiet">
					{figure}
				</td>
			))}
		</>
	);
}

function Base({
	table,
	footnotes,
	isWide,
}: {
	table: ReleasedTable;
	footnotes: Footnotes;
	isWide: boolean;
}) {
	const { t, language } = useWords();
	return (
		<tr>
			<th scope="row">
				{t.base} <small>{t.baseLong}</small>
			</th>
			{table.columns.map(({ code, base }, at) => (
				<td key={code}>
					{base === null ? "…" : whole(base, language)}
					<Marks
						notes={footnotes.columns[at]?.column ?? []}
						footnotes={footnotes}
					/>
				</td>
			))}
			{isWide && <td colSpan={4} />}
		</tr>
	);
}

function DegreesOfFreedom({
	table,
	isWide,
}: {
	table: ReleasedTable;
	isWide: boolean;
}) {
	const { t, language } = useWords();
	return (
		<tr class="quiet">
			<th scope="row">{t.df}</th>
			{table.columns.map(({ code, base, df }) => (
				<td key={code}>{base === null ? "…" : whole(df ?? null, language)}</td>
			))}
			{isWide && <td colSpan={4} />}
		</tr>
	);
}

function Marks({
	notes,
	footnotes,
}: {
	notes: Footnote[];
	footnotes: Footnotes;
}) {
	if (notes.length === 0) return null;
	return <sup>{notes.map(footnotes.letter).join(" ")}</sup>;
}

function Notes({
	table,
	footnotes,
	detail,
}: {
	table: ReleasedTable;
	footnotes: Footnotes;
	detail: boolean;
}) {
	const { t } = useWords();
	const general: ComponentChildren[] = [
		...(table.multiple ? [t.multipleNote] : []),
		...(detail ? [t.cellDetailKey] : []),
	];
	const wordsOf = (note: Footnote) =>
		note === "protected" || note === "not-estimable"
			? fill(t.withheld[note], { min: table.minimumBase })
			: t.notes[note];
	return (
		<div class="notes">
			{general.map((sentence) => (
				<p key={sentence}>{sentence}</p>
			))}
			{footnotes.list.length > 0 && (
				<ul>
					{footnotes.list.map((note) => (
						<li key={note}>
							<sup>{footnotes.letter(note)}</sup> {wordsOf(note)}
						</li>
					))}
				</ul>
			)}
		</div>
	);
}
