import type {
	BuiltTable,
	ReleasedStatistic,
	ReleasedTable,
} from "../../../analysis/tables/table.ts";
import { titleOf } from "../describe-table.ts";
import { type Cell, isShown } from "../footnotes.ts";
import { factor, interval, points, share, whole } from "../numbers.ts";
import { fill } from "../strings.ts";
import { usePrinting } from "../use-printing.ts";
import { useWords } from "../words.ts";
import { type Group, onSheets } from "./on-sheets.ts";

type Block = BuiltTable["blocks"][number];

const letterOf = (at: number): string =>
	(at >= 26 ? letterOf(Math.floor(at / 26) - 1) : "") +
	String.fromCharCode(65 + (at % 26));

export function BuiltTableView({
	built,
	detail,
	isLoading,
	surveyTitle,
}: {
	built: BuiltTable;
	detail: boolean;
	isLoading: boolean;
	surveyTitle: string;
}) {
	const { t, say, language } = useWords();
	const words = t.tables;
	const isPrinting = usePrinting();
	const [first] = built.blocks;
	if (!first) return null;
	const groups: Group[] = [
		{
			label: "",
			columns: first.whole.columns,
			from: 0,
			count: 1,
			of: ({ whole }) => whole,
		},
		...first.groups.map((_, at): Group => {
			const tables = built.blocks.map(({ groups }) => groups[at]!);
			const table = tables.find((one) => "columns" in one);
			const any = table ?? tables[0]!;
			return {
				label: any.by ? say(any.by.label) : "",
				columns: table && "columns" in table ? table.columns : [],
				from: 0,
				count: table && "columns" in table ? table.columns.length : 0,
				of: (block) => {
					const one = block.groups[at]!;
					return "columns" in one ? one : undefined;
				},
			};
		}),
	];
	const shown = groups.filter(({ columns }) => columns.length > 0);
	const sheets = isPrinting ? onSheets(shown) : [shown];
	const refused = built.blocks.flatMap((block) =>
		block.groups.flatMap((one) =>
			"refused" in one ? [{ ...one, variable: block.whole.variable }] : [],
		),
	);
	const hasLetters = built.comparisons !== undefined;
	const isProbability = first.whole.sampling === "probability";
	const isAnswers = built.blocks.some(({ whole: one }) => one.shareOf);
	const hasHidden = built.blocks.some(({ whole: one, groups }) =>
		[one, ...groups].some(
			(table) =>
				"columns" in table &&
				table.columns.some(({ cells }) => cells.some((cell) => !isShown(cell))),
		),
	);
	return (
		<article class={isLoading ? "is-loading" : ""}>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard */}
			<section class="scroll" tabIndex={0} aria-labelledby="result-title">
				{sheets.map((sheet, at) => (
					<table key={at} class="yearbook crossed built">
						<Head groups={sheet} hasLetters={hasLetters} />
						{built.blocks.map((block) => (
							<BlockRows
								key={block.whole.variable.name}
								block={block}
								groups={sheet}
								detail={detail && isProbability}
								isOnly={built.blocks.length === 1}
							/>
						))}
					</table>
				))}
			</section>
			<div class="notes">
				{built.filter && (
					<p>
						{fill(words.filterNote, {
							filter: built.filter.text,
							n:
								built.filter.base === null
									? "…"
									: whole(built.filter.base, language),
						})}
					</p>
				)}
				<p>{words.basesNote[built.request.base ?? "all"]}</p>
				{isAnswers ? (
					<p>{words.answersNote}</p>
				) : (
					built.blocks.some(({ whole: one }) => one.multiple) && (
						<p>{t.multipleNote}</p>
					)
				)}
				{hasLetters && (
					<p>
						{fill(words.lettersNote, {
							n: whole(built.comparisons ?? 0, language),
						})}
					</p>
				)}
				{hasHidden && (
					<p>{fill(words.hiddenNote, { min: first.whole.minimumBase })}</p>
				)}
				{refused.map(({ refused: code, by, variable }) => (
					<p key={`${variable.name}${by.name}`} class="wrong">
						<strong>
							{fill(words.refusedGroup, { group: say(by.label) })} (
							{variable.name}).
						</strong>{" "}
						{t.errors[code as "crossed-already"]}
					</p>
				))}
			</div>
			<p class="method">
				<strong>{t.source}:</strong> {surveyTitle}.{" "}
				{isProbability ? t.method : <strong>{t.noSamplingError}.</strong>}{" "}
				{fill(
					first.whole.weights.isFinal ? t.weightsFinal : t.weightsNotFinal,
					{ version: first.whole.weights.version },
				)}
				.
			</p>
		</article>
	);
}

function Head({
	groups,
	hasLetters,
}: {
	groups: Group[];
	hasLetters: boolean;
}) {
	const { t, say } = useWords();
	const depth = Math.max(
		1,
		...groups.flatMap(({ columns }) =>
			columns.map(({ path }) => path?.length ?? 1),
		),
	);
	return (
		<thead>
			<tr>
				<th scope="col" rowSpan={depth + 1}>
					{t.category}
				</th>
				{groups.map(({ label, columns }, at) =>
					label === "" ? (
						<th key={at} scope="col" rowSpan={depth + 1}>
							{t.tables.all}
						</th>
					) : (
						<th
							key={at}
							class="spanner group-start"
							colSpan={columns.length}
							scope="colgroup"
						>
							<span>{label}</span>
						</th>
					),
				)}
			</tr>
			{Array.from({ length: depth }, (_, row) => (
				<tr key={row}>
					{groups.flatMap(({ label, columns, from }, group) =>
						label === ""
							? []
							: levelCells(columns, row, depth).map(
									({ text, span, rows, at }) => (
										<th
											key={`${group}/${at}`}
											class={at === 0 ? "group-start" : ""}
											scope={span > 1 ? "colgroup" : "col"}
											colSpan={span}
											rowSpan={rows}
										>
											{say(text)}
											{hasLetters && row + rows === depth && (
												<small>
													<span class="for-ears">
														{fill(t.tables.columnLetter, {
															letter: letterOf(from + at),
														})}
													</span>
													<span aria-hidden={true}>{letterOf(from + at)}</span>
												</small>
											)}
										</th>
									),
								),
					)}
				</tr>
			))}
		</thead>
	);
}

/** The heads of one line: of nested columns each outer level spans its inner ones. */
function levelCells(
	columns: ReleasedTable["columns"],
	row: number,
	depth: number,
) {
	return columns.flatMap(({ label, path }, at) => {
		const levels = path ?? [{ code: 0, label }];
		const own = levels[row];
		if (!own) return [];
		const isLast = row === levels.length - 1;
		if (isLast) return [{ text: own.label, span: 1, rows: depth - row, at }];
		const same = (other: number) =>
			levels
				.slice(0, row + 1)
				.every(({ code }, k) => columns[other]?.path?.[k]?.code === code);
		if (at > 0 && same(at - 1)) return [];
		let span = 1;
		while (same(at + span)) span++;
		return [{ text: own.label, span, rows: 1, at }];
	});
}

function BlockRows({
	block,
	groups,
	detail,
	isOnly,
}: {
	block: Block;
	groups: Group[];
	detail: boolean;
	isOnly: boolean;
}) {
	const { t, say, language } = useWords();
	const words = t.tables;
	const { variable, rows, statistics = [] } = block.whole;
	const width = groups.reduce((sum, { columns }) => sum + columns.length, 1);
	const tests = groups.map((group) => group.of(block)?.test);
	return (
		<tbody class="block">
			<tr class="block-head">
				<th scope="rowgroup" colSpan={width}>
					<span class="code">{variable.name}</span> {say(titleOf(variable))}
					{variable.item && isOnly && <small>{say(variable.question)}</small>}
				</th>
			</tr>
			{rows.map(({ code, label }, row) => (
				<tr key={code}>
					<th scope="row">
						<span class="label">
							<span class="code" aria-hidden={true}>
								{say(label) === String(code) ? "" : code}
							</span>
							<span>{say(label)}</span>
						</span>
					</th>
					<Cells
						{...{ block, groups, detail }}
						cellOf={(table, at) => table.columns[at]?.cells[row]}
						aboveOf={(table, at) => table.above?.[row]?.[at]}
						format={share}
					/>
				</tr>
			))}
			{statistics.map((one, at) => (
				<tr key={`${one.name}${at}`} class="statistic">
					<th scope="row">
						<StatisticName statistic={one} />
					</th>
					<Cells
						{...{ block, groups, detail }}
						cellOf={(table, column) => table.statistics?.[at]?.cells[column]}
						aboveOf={(table, column) => table.statistics?.[at]?.above?.[column]}
						format={one.name === "mean" ? factor : share}
						isMean={one.name === "mean"}
					/>
				</tr>
			))}
			<tr class="bases">
				<th scope="row">
					{t.base} <small>{t.baseLong}</small>
				</th>
				{groups.map((group, k) =>
					group.columns.map((_, at) => {
						const base = group.of(block)?.columns[group.from + at]?.base;
						return (
							<td
								key={`${k}/${at}`}
								class={at === 0 && k > 0 ? "group-start" : ""}
							>
								{base === null || base === undefined
									? "…"
									: whole(base, language)}
							</td>
						);
					}),
				)}
			</tr>
			{tests.some(Boolean) && (
				<tr class="tests">
					<th scope="row">{words.test}</th>
					{groups.map((group, k) => (
						<td
							key={k}
							colSpan={group.columns.length}
							class={k > 0 ? "group-start" : ""}
						>
							{tests[k] && <TestText test={tests[k]} group={group} />}
						</td>
					))}
				</tr>
			)}
		</tbody>
	);
}

function StatisticName({
	statistic: { name, label, codes },
}: {
	statistic: ReleasedStatistic;
}) {
	const { t } = useWords();
	return (
		<>{fill(t.tables[name], { codes: codes.join(", "), label: label ?? "" })}</>
	);
}

function TestText({
	test,
	group,
}: {
	test: NonNullable<ReleasedTable["test"]>;
	group: Group;
}) {
	const { t, language } = useWords();
	const words = t.tables;
	if ("withheld" in test) return <span class="quiet">{words.testNone}</span>;
	const text = fill(words.testOf, {
		f: factor(test.f, language),
		df: factor(test.df, language),
		ddf: whole(test.ddf, language),
		p: new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-GB", {
			minimumFractionDigits: 3,
			maximumFractionDigits: 3,
		}).format(test.p),
	});
	const small =
		test.p < 0.001 ? text.replace(/p = .*$/, words.testSmall) : text;
	return (
		<span>
			{small}
			{test.columns.length < group.count && ` (${words.testColumns})`}
		</span>
	);
}

function Cells({
	block,
	groups,
	detail,
	cellOf,
	aboveOf,
	format,
	isMean = false,
}: {
	block: Block;
	groups: Group[];
	detail: boolean;
	cellOf: (table: ReleasedTable, at: number) => Cell | undefined;
	aboveOf: (table: ReleasedTable, at: number) => number[] | undefined;
	format: typeof share;
	isMean?: boolean;
}) {
	const { t, language } = useWords();
	return (
		<>
			{groups.map((group, k) => {
				const table = group.of(block);
				return group.columns.map((_, at) => {
					const place = group.from + at;
					const cell = table && cellOf(table, place);
					const higher = (table && aboveOf(table, place)) ?? [];
					return (
						<td
							key={`${k}/${at}`}
							class={at === 0 && k > 0 ? "group-start" : ""}
						>
							{cell && isShown(cell) ? (
								<>
									<span class="figure">{format(cell.value, language)}</span>
									{higher.length > 0 && (
										<span class="letters">
											<span class="for-ears">
												{fill(t.tables.higher, {
													letters: higher.map(letterOf).join(", "),
												})}
											</span>
											<span aria-hidden={true}>
												{higher.map(letterOf).join(" ")}
											</span>
										</span>
									)}
									{detail && <Uncertainty cell={cell} isMean={isMean} />}
								</>
							) : (
								<span class="figure withheld">
									<span aria-hidden={true}>…</span>
									<span class="for-ears">{t.notShown}</span>
								</span>
							)}
						</td>
					);
				});
			})}
		</>
	);
}

/** Interval, standard error, design effect and effective n, under the number they belong to. */
function Uncertainty({
	cell,
	isMean,
}: {
	cell: Extract<Cell, { value: number }>;
	isMean: boolean;
}) {
	const { t, language } = useWords();
	if (!cell.ci) return null;
	return (
		<>
			<span class="beneath">
				{isMean
					? `${factor(cell.ci.lower, language)}–${factor(cell.ci.upper, language)}`
					: interval(cell.ci, language)}
			</span>
			{t.cellDetail.map((line) => (
				<span key={line} class="beneath">
					{fill(line, {
						se: isMean
							? factor(cell.se ?? null, language)
							: points(cell.se ?? null, language),
						deff: factor(cell.deff ?? null, language),
						n: whole(cell.effectiveN ?? null, language),
					})}
				</span>
			))}
		</>
	);
}
