import type { Geography } from "../geography/geography.ts";
import { rowChecker } from "./check-row.ts";
import { type FrameProblem, frameProblem } from "./frame-problem.ts";
import {
	type FrameField,
	type FrameKind,
	isPersonalHeader,
	mapColumns,
} from "./map-columns.ts";
import { tableReader } from "./read-table.ts";

/** One agency or place, as the sample is drawn from. */
export interface CheckedUnit {
	row: number;
	unit: string;
	name: string | null;
	stratum: string | null;
	/** 1 central, 2 province, 3 district, 4 commune, 5 judicial area. */
	level: number | null;
	/** Code of question CB_L3. */
	sector: number | null;
	kind: string | null;
	province: string | null;
	parent: string | null;
	urban: "urban" | "rural" | null;
	people: number | null;
	leaders: number | null;
	households: number | null;
	adults: number | null;
}

export interface FrameOptions {
	kind: FrameKind;
	geography: Geography;
	/** Version of the geography that the frame's provinces are written in. */
	version: string;
	/** Header by field, where the known headers do not serve. */
	chosen?: Partial<Record<FrameField, string>>;
	/** Codes of the design's strata; anything goes without them. */
	strata?: readonly string[];
}

export interface CheckedFrame {
	units: CheckedUnit[];
	problems: FrameProblem[];
	/** How many more problems there are than the list shows. */
	leftOut: number;
	/** Some problem keeps the frame from being stored. */
	blocked: boolean;
	/** Header by field, as it was read. */
	mapping: Partial<Record<FrameField, string>>;
	/** Every column of the file, with what stands beneath its header: enough to say which field it is. */
	columns: { header: string; example: string }[];
}

const listed = 1000;

/** Checks rows as they come: `take` each row of the file from the first, header included, then `finish`. */
export function frameChecker(options: FrameOptions) {
	const units: CheckedUnit[] = [];
	const problems: FrameProblem[] = [];
	let leftOut = 0;
	let blocked = false;
	const add = (problem: FrameProblem) => {
		blocked ||= problem.blocks;
		if (problems.length < listed) problems.push(problem);
		else leftOut += 1;
	};
	let headers: string[] = [];
	let examples: string[] | undefined;
	let columns: Partial<Record<FrameField, number>> = {};
	let rows: ReturnType<typeof rowChecker> | undefined;
	const table = tableReader({
		header(row, cells) {
			headers = cells;
			const { chosen = {} } = options;
			const map = mapColumns(options.kind, cells, { row, chosen });
			columns = map.columns;
			map.problems.forEach(add);
			// Without its columns every row would complain of the same.
			if (!map.problems.some(({ blocks }) => blocks))
				rows = rowChecker(options, headers, columns, add);
		},
		row(row, cells) {
			examples ??= cells;
			const unit = rows?.check(row, cells);
			if (unit) units.push(unit);
		},
	});
	return {
		take: table.take,
		/** A problem that whoever reads the file has met. */
		report: add,
		finish(): CheckedFrame {
			table.end();
			rows?.finish();
			if (units.length === 0 && !blocked) add(frameProblem("empty-file"));
			const mapping = Object.fromEntries(
				Object.entries(columns).map(([field, at]) => [field, headers[at]!]),
			);
			return {
				units,
				problems,
				leftOut,
				blocked,
				mapping,
				columns: headers.map((header, at) => ({
					header,
					example: isPersonalHeader(header) ? "" : (examples?.[at] ?? ""),
				})),
			};
		},
	};
}

/** Units and problems of a whole table, its header among the first rows. */
export function checkFrame(
	rows: Iterable<readonly string[]>,
	options: FrameOptions,
): CheckedFrame {
	const checker = frameChecker(options);
	for (const cells of rows) checker.take(cells);
	return checker.finish();
}
