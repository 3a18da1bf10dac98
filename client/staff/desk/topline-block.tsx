import type { ToplineQuestion } from "../../../analysis/tables/topline.ts";
import { isWithoutOpinion } from "../describe-table.ts";
import { type Cell, isShown } from "../footnotes.ts";
import { factor, interval, share, whole } from "../numbers.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";

type One = ToplineQuestion["tables"][number];
/** Letters of the notes at a row of a variable, or at its base. */
export type Mark = (variable: string, row?: number) => string;

/** One question: as worded, when it was asked, its table, and who is outside the base. */
export function ToplineBlock({
	question,
	markOf,
}: {
	question: ToplineQuestion;
	markOf: Mark;
}) {
	const { t, say } = useWords();
	const words = t.desk.topline;
	const { name, kind, text, hint, statements, relevant, tables, drawn } =
		question;
	const [first] = tables;
	return (
		<article class="asked-question" aria-labelledby={`q-${name}`}>
			<h3 id={`q-${name}`}>
				<span class="code">{name}</span> {say(text)}
			</h3>
			{hint && <p class="hint">{say(hint)}</p>}
			{statements && (
				<ul class="statements" aria-label={words.statements}>
					{statements.map((statement) => (
						<li key={statement.vi}>{say(statement)}</li>
					))}
				</ul>
			)}
			{relevant && (
				<p class="asked-when">
					{words.askedWhen}: <code>{relevant}</code>
				</p>
			)}
			{kind === "text" && <p class="hint">{words.open}</p>}
			{first &&
				(tables.length > 1 ? (
					<ItemTable question={question} markOf={markOf} />
				) : (
					<SingleTable table={first} question={question} markOf={markOf} />
				))}
			{drawn && <p class="hint">{words.drawn}</p>}
			{first?.multiple && <p class="hint">{words.multiple}</p>}
		</article>
	);
}

/** Items of a battery or places of a ranking under one another, their answers side by side. */
function ItemTable({
	question: { name, kind, tables, isScale },
	markOf,
}: {
	question: ToplineQuestion;
	markOf: Mark;
}) {
	const { t, say, language } = useWords();
	const words = t.desk.topline;
	const [first] = tables as [One];
	const hasMean = isScale && tables.some((one) => statistic(one, "mean"));
	const hasTop = isScale && tables.some((one) => statistic(one, "top"));
	const isLong = first.rows.length > 9;
	if (isLong)
		return (
			<>
				{tables.map((table) => (
					<div key={table.variable.name}>
						<p class="item-title">
							{table.variable.item && say(table.variable.item)}
						</p>
						<SingleTable
							table={table}
							question={{ kind, ...(isScale ? { isScale } : {}) }}
							markOf={markOf}
						/>
					</div>
				))}
			</>
		);
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
		<section class="scroll" tabIndex={0} aria-labelledby={`q-${name}`}>
			<table class="yearbook crossed items">
				<thead>
					<tr>
						<th scope="col">{words.item}</th>
						{first.rows.map((row) => (
							<th
								key={row.code}
								scope="col"
								class={isWithoutOpinion(row) ? "quiet" : ""}
							>
								{say(row.label)}
							</th>
						))}
						{hasTop && <th scope="col">{words.top}</th>}
						{hasMean && <th scope="col">{words.mean}</th>}
						<th scope="col">n</th>
					</tr>
				</thead>
				<tbody>
					{tables.map((table) => {
						const column = table.columns[0];
						const { variable } = table;
						return (
							<tr key={variable.name}>
								<th scope="row">{say(variable.item ?? variable.question)}</th>
								{column?.cells.map((cell, row) => (
									<td key={table.rows[row]?.code}>
										<Figure cell={cell} mark={markOf(variable.name, row)} />
									</td>
								))}
								{hasTop && (
									<td>
										<Figure cell={statistic(table, "top")} />
									</td>
								)}
								{hasMean && (
									<td>
										<Figure cell={statistic(table, "mean")} isMean />
									</td>
								)}
								<td class="quiet">
									{column?.base === null
										? "…"
										: whole(column?.base ?? null, language)}
									<Letters of={markOf(variable.name)} />
								</td>
							</tr>
						);
					})}
				</tbody>
			</table>
		</section>
	);
}

function SingleTable({
	table,
	question: { kind, isScale },
	markOf,
}: {
	table: One;
	question: Pick<ToplineQuestion, "kind" | "isScale">;
	markOf: Mark;
}) {
	const { t, say, language } = useWords();
	const words = t.desk.topline;
	const { variable, rows, columns, outside, sampling } = table;
	const column = columns[0];
	const hasInterval = sampling === "probability";
	const extra = isScale
		? (kind === "single" || kind === "battery"
				? (["mean", "top", "bottom"] as const)
				: (["mean"] as const)
			).flatMap((name) => {
				const cell = statistic(table, name);
				return cell ? [{ name, cell }] : [];
			})
		: [];
	const base = column?.base ?? null;
	const reasons = (
		["notAsked", "notShown", "blank", "doesNotApply"] as const
	).flatMap((reason) => {
		const n = outside[reason];
		return n ? [fill(words.reasons[reason], { n: whole(n, language) })] : [];
	});
	return (
		<>
			<table class="yearbook plain one">
				<thead>
					<tr>
						<th scope="col">{t.category}</th>
						<th scope="col">{t.share}</th>
						{hasInterval && <th scope="col">{t.interval}</th>}
					</tr>
				</thead>
				<tbody>
					{rows.map((row, at) => {
						const cell = column?.cells[at];
						return (
							<tr key={row.code} class={isWithoutOpinion(row) ? "quiet" : ""}>
								<th scope="row">
									<span class="label">
										<span class="code" aria-hidden={true}>
											{say(row.label) === String(row.code) ? "" : row.code}
										</span>
										<span>{say(row.label)}</span>
									</span>
								</th>
								<Cells
									cell={cell}
									mark={markOf(variable.name, at)}
									hasInterval={hasInterval}
								/>
							</tr>
						);
					})}
				</tbody>
				{extra.length > 0 && (
					<tbody class="base">
						{extra.map(({ name, cell }) => (
							<tr key={name}>
								<th scope="row">
									{name === "mean" ? words.means : words[name]}
								</th>
								<Cells
									cell={cell}
									mark=""
									hasInterval={hasInterval}
									isMean={name === "mean"}
								/>
							</tr>
						))}
					</tbody>
				)}
			</table>
			<p class="base-line">
				{fill(words.base, { n: base === null ? "…" : whole(base, language) })}
				<Letters of={markOf(variable.name)} />
				{outside.total !== null && outside.total > 0 && (
					<>
						{" · "}
						{fill(words.outside, { n: whole(outside.total, language) })}
						{": "}
						{reasons.length > 0 ? reasons.join(" · ") : words.few}
					</>
				)}
			</p>
		</>
	);
}

const statistic = ({ statistics }: One, name: "mean" | "top" | "bottom") =>
	statistics?.find((one) => one.name === name)?.cells[0];

interface Placed {
	cell: Cell | undefined;
	mark: string;
	isMean?: boolean;
}

function Cells({ hasInterval, ...placed }: Placed & { hasInterval: boolean }) {
	const { language } = useWords();
	const { cell, isMean } = placed;
	return (
		<>
			<td>
				<Value {...placed} />
			</td>
			{hasInterval && (
				<td class="quiet">
					{cell && isShown(cell) && cell.ci
						? isMean
							? meanInterval(cell.ci, language)
							: interval(cell.ci, language)
						: ""}
				</td>
			)}
		</>
	);
}

function Figure({ cell, mark = "", isMean }: Partial<Placed>) {
	const { language } = useWords();
	return (
		<>
			<Value cell={cell} mark={mark} {...(isMean ? { isMean } : {})} />
			{cell && isShown(cell) && cell.ci && (
				<span class="beneath">
					{isMean
						? meanInterval(cell.ci, language)
						: interval(cell.ci, language)}
				</span>
			)}
		</>
	);
}

function Value({ cell, mark, isMean }: Placed) {
	const { t, language } = useWords();
	if (!cell) return null;
	if (isShown(cell))
		return (
			<span class="figure">
				{isMean ? factor(cell.value, language) : share(cell.value, language)}
				<Letters of={mark} />
			</span>
		);
	return (
		<span class="figure withheld">
			<span aria-hidden={true}>…</span>
			<span class="for-ears">{t.notShown}</span>
			<Letters of={mark} />
		</span>
	);
}

const Letters = ({ of }: { of: string }) => (of ? <sup>{of}</sup> : null);

const meanInterval = (
	{ lower, upper }: { lower: number; upper: number },
	language: "vi" | "en",
) => `${factor(lower, language)}–${factor(upper, language)}`;
