import type {
	BuiltTable,
	ReleasedTable,
} from "../../../analysis/tables/table.ts";
import { mostOnPaper } from "../use-printing.ts";

type Block = BuiltTable["blocks"][number];

/** A group of columns: of all, or of one entry of the banner, as any block has it. */
export interface Group {
	label: string;
	columns: ReleasedTable["columns"];
	/** Place of the first of them in the table, which may go on over several sheets of paper, and how many it has. */
	from: number;
	count: number;
	/** Of a block, the table; undefined where it refused the group. */
	of: (block: Block) => ReleasedTable | undefined;
}

/** Everybody's column on each sheet; a group of columns goes on on the next one only where no sheet holds it. */
export function onSheets([all, ...groups]: Group[]): Group[][] {
	if (!all) return [];
	const sheets: Group[][] = [[all]];
	let room = mostOnPaper;
	for (const group of groups)
		for (let from = 0; from < group.count; ) {
			const isBegun = room < mostOnPaper;
			const fitsOnNext = from === 0 && group.count <= mostOnPaper;
			if (room === 0 || (isBegun && fitsOnNext && group.count > room)) {
				sheets.push([all]);
				room = mostOnPaper;
			}
			const columns = group.columns.slice(from, endOf(group, from, room));
			sheets.at(-1)?.push({ ...group, columns, from });
			from += columns.length;
			room = from < group.count ? 0 : room - columns.length;
		}
	return sheets;
}

/** Nested columns are parted between two levels of the outer variable, where one fits. */
function endOf({ columns, count }: Group, from: number, room: number): number {
	const outer = (at: number) => columns[at]?.path?.[0]?.code;
	const most = Math.min(from + room, count);
	for (let end = most; end > from; end--)
		if (
			end === count ||
			outer(end) === undefined ||
			outer(end) !== outer(end - 1)
		)
			return end;
	return most;
}
