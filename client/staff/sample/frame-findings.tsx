import { useState } from "preact/hooks";
import type {
	FrameField,
	FrameKind,
} from "../../../analysis/frame/map-columns.ts";
import type { FrameCheck } from "../../../server/actions/check-staged-frame.ts";
import { whole } from "../numbers.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";

const unused: Record<FrameKind, FrameField[]> = {
	agencies: ["urban", "households", "adults"],
	areas: ["people", "leaders", "level", "sector"],
};

/** What a check found: how columns were read, problems by row, and counts. */
export function FrameFindings({
	report,
	kind,
	isChecking,
	onMapping,
}: {
	report: FrameCheck;
	kind: FrameKind;
	isChecking: boolean;
	/** Header by field, as the coordinator wants it. */
	onMapping: (chosen: Record<string, string>) => void;
}) {
	return (
		<div class={isChecking ? "is-loading" : ""}>
			<Columns
				report={report}
				kind={kind}
				isChecking={isChecking}
				onMapping={onMapping}
			/>
			<Problems report={report} />
			{report.counts.length > 0 && <Counts report={report} />}
		</div>
	);
}

function Columns({
	report: { columns, mapping },
	kind,
	isChecking,
	onMapping,
}: Parameters<typeof FrameFindings>[0]) {
	const { t } = useWords();
	const words = t.sample.frame;
	const fields = (Object.keys(words.fields) as FrameField[]).filter(
		(field) => !unused[kind].includes(field),
	);
	const fieldOf = (header: string) =>
		fields.find((field) => mapping[field] === header) ?? "";
	if (columns.length === 0) return null;
	const change = (header: string, field: string) => {
		// What the coordinator took away must not be guessed again.
		const chosen: Record<string, string> = {};
		for (const [known, of] of Object.entries(mapping))
			chosen[known] = of === header ? "" : of;
		if (field) chosen[field] = header;
		onMapping(chosen);
	};
	return (
		<>
			<h3>{words.columns}</h3>
			<p class="notes">{words.columnsHint}</p>
			<div class="scroll">
				<table class="yearbook register mapping">
					<thead>
						<tr>
							<th scope="col">{words.header}</th>
							<th scope="col">{words.example}</th>
							<th scope="col">{words.field}</th>
						</tr>
					</thead>
					<tbody>
						{columns.map(({ header, example }, at) => (
							<tr key={`${header} ${at}`}>
								<th scope="row">{header || "–"}</th>
								<td>{example}</td>
								<td>
									<select
										aria-label={`${words.field}: ${header}`}
										value={fieldOf(header)}
										disabled={isChecking || header === ""}
										onChange={(event) =>
											change(header, event.currentTarget.value)
										}
									>
										<option value="">{words.notUsed}</option>
										{fields.map((field) => (
											<option key={field} value={field}>
												{words.fields[field]}
											</option>
										))}
									</select>
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</>
	);
}

const listed = 50;

function Problems({ report }: { report: FrameCheck }) {
	const { t, say, language } = useWords();
	const words = t.sample.frame;
	const [shown, setShown] = useState(listed);
	const { problems, leftOut, blocked } = report;
	const blocking = problems.filter(({ blocks }) => blocks);
	const inOrder = [...blocking, ...problems.filter(({ blocks }) => !blocks)];
	return (
		<>
			<h3>{words.problems}</h3>
			{problems.length === 0 ? (
				<p class="quiet">{words.noProblems}</p>
			) : (
				<>
					<p class={blocked ? "caution" : "notes"} role="status">
						{fill(blocked ? words.blocked : words.notesOnly, {
							n: whole(
								blocked ? blocking.length + leftOut : problems.length,
								language,
							),
						})}
					</p>
					<div class="scroll">
						<table class="yearbook register problems">
							<thead>
								<tr>
									<th scope="col">{words.row}</th>
									<th scope="col">{words.column}</th>
									<th scope="col">{words.value}</th>
									<th scope="col">{words.remedy}</th>
								</tr>
							</thead>
							<tbody>
								{inOrder
									.slice(0, shown)
									.map(({ row, column, code, value, remedy, blocks }, at) => (
										<tr
											key={`${row} ${column} ${code} ${at}`}
											class={blocks ? "" : "quiet"}
										>
											<th scope="row">
												{row > 0 ? whole(row, language) : words.wholeFile}
											</th>
											<td>{column}</td>
											<td>{value && `«${value}»`}</td>
											<td>{sentence(say(remedy))}</td>
										</tr>
									))}
							</tbody>
						</table>
					</div>
					{inOrder.length > shown && (
						<p class="notes">
							<button type="button" onClick={() => setShown(shown + listed)}>
								{words.moreProblems}
							</button>
						</p>
					)}
					{leftOut > 0 && (
						<p class="notes">
							{fill(words.leftOut, { n: whole(leftOut, language) })}
						</p>
					)}
				</>
			)}
		</>
	);
}

function Counts({ report: { counts, units } }: { report: FrameCheck }) {
	const { t, say, language } = useWords();
	const words = t.sample.frame;
	const [dimension, setDimension] = useState(counts[0]?.dimension);
	const shown = counts.find((one) => one.dimension === dimension) ?? counts[0];
	if (!shown) return null;
	const sum = (of: "units" | "people" | "households") =>
		shown.counts.reduce((total, count) => total + count[of], 0);
	const measured = (["people", "households"] as const).filter(
		(name) => sum(name) > 0,
	);
	const heads = {
		people: words.countPeople,
		households: words.countHouseholds,
	};
	return (
		<>
			<h3>
				<label>
					{words.counts}{" "}
					<select
						id="frame-counts"
						value={shown.dimension}
						onChange={(event) =>
							setDimension(event.currentTarget.value as typeof dimension)
						}
					>
						{counts.map((one) => (
							<option key={one.dimension} value={one.dimension}>
								{t.sample.dimensions[one.dimension].toLowerCase()}
							</option>
						))}
					</select>
				</label>
			</h3>
			<p class="notes">
				{fill(words.countsHint, { n: whole(units, language) })}
			</p>
			<div class="scroll">
				<table class="yearbook counts">
					<thead>
						<tr>
							<th scope="col">{t.sample.dimensions[shown.dimension]}</th>
							<th scope="col">{words.countUnits}</th>
							{measured.map((name) => (
								<th key={name} scope="col">
									{heads[name]}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{shown.counts.map((count) => (
							<tr key={count.code}>
								<th scope="row">{say(count.label)}</th>
								<td>{whole(count.units, language)}</td>
								{measured.map((name) => (
									<td key={name}>{whole(count[name], language)}</td>
								))}
							</tr>
						))}
					</tbody>
					<tbody class="sum">
						<tr>
							<th scope="row">{words.sum}</th>
							<td>{whole(sum("units"), language)}</td>
							{measured.map((name) => (
								<td key={name}>{whole(sum(name), language)}</td>
							))}
						</tr>
					</tbody>
				</table>
			</div>
		</>
	);
}

/** Remedies begin in lower case because the command line puts row and column in front. */
export const sentence = (text: string): string =>
	text.charAt(0).toUpperCase() + text.slice(1);
