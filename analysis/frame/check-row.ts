import { levelCode, sectorCode, urbanOf, wholeNumber } from "./cell-values.ts";
import type { CheckedUnit, FrameOptions } from "./check-frame.ts";
import { provinceFinder } from "./find-province.ts";
import {
	type FrameProblem,
	type FrameProblemCode,
	frameProblem,
} from "./frame-problem.ts";
import { legacyEncodingOf } from "./legacy-encoding.ts";
import type { FrameField } from "./map-columns.ts";
import { plain } from "./plain.ts";

const formula = /^(=|@\p{L}|[+-][\p{L}(])/u;
const total = /^(?:(?:tổng (?:cộng|số)|tong (?:cong|so)).*|tổng|cộng)[:.]?$/iu;
const errorValue = /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)/;
/** A mobile number or an identity card. */
const ofPerson = /^(?:(?:\+?84|0)[35789]\d{8}|0\d{11})$/;

/** Checks the rows beneath a header, remembering what rows have to agree on: ids, spellings, gaps. */
export function rowChecker(
	options: FrameOptions,
	headers: readonly string[],
	columns: Partial<Record<FrameField, number>>,
	add: (problem: FrameProblem) => void,
) {
	const { kind, version, strata } = options;
	const known = strata && new Set(strata);
	const find = provinceFinder(options.geography, version);
	const hasDistricts = version === "G1" || version === "G2";
	const firstRow = new Map<string, number>();
	const empty: number[] = [];
	const spellings = new Set<string>();
	const personal = headers.map(() => 0);
	const legacy: FrameProblem[] = [];
	let checked = 0;

	const mapped = new Set(Object.values(columns));

	function check(
		row: number,
		cells: readonly string[],
	): CheckedUnit | undefined {
		if (cells.every((cell) => cell === "")) {
			empty.push(row);
			return undefined;
		}
		// Rows after the last one with data are no gap.
		for (const gap of empty.splice(0))
			add(frameProblem("empty-row", { row: gap }));
		checked += 1;
		let sound = true;
		const cell = (field: FrameField) => cells[columns[field] ?? -1] ?? "";
		const refuse = (
			code: FrameProblemCode,
			field?: FrameField,
			params: Record<string, string | number> = {},
		) => {
			sound = false;
			add(
				frameProblem(code, {
					row,
					column: field ? (headers[columns[field] ?? -1] ?? "") : "",
					value: field ? cell(field) : "",
					...params,
				}),
			);
		};
		lookAtCells(row, cells, (code, at) => {
			sound = false;
			add(
				frameProblem(code, {
					row,
					column: headers[at] ?? "",
					value: cells[at] ?? "",
				}),
			);
		});
		const id = cell("unit");
		if (total.test(id) || (id === "" && total.test(cell("name"))))
			refuse("total-row", id === "" ? "name" : "unit");
		else if (id === "") refuse("missing-unit", "unit");
		else {
			const first = firstRow.get(id.toUpperCase());
			if (first !== undefined) refuse("duplicate-unit", "unit", { first });
			else firstRow.set(id.toUpperCase(), row);
		}
		if (!sound) return undefined;

		const unit: CheckedUnit = {
			row,
			unit: id,
			name: cell("name") || null,
			stratum: cell("stratum") || null,
			level: coded("level", levelCode, "unknown-level"),
			sector: coded("sector", sectorCode, "unknown-sector"),
			kind: cell("kind") || null,
			province: province(),
			parent: cell("parent") || null,
			urban: coded("urban", urbanOf, "unknown-urban"),
			people: size("people"),
			leaders: size("leaders", { mayBeZero: true }),
			households: size("households"),
			adults: size("adults"),
		};
		if (unit.level === 3 && !hasDistricts)
			refuse("no-district-level", "level", { version });
		if (
			known &&
			columns.stratum !== undefined &&
			!known.has(unit.stratum ?? "")
		)
			refuse("unknown-stratum", "stratum", { known: [...known].join(", ") });
		if (
			unit.people !== null &&
			unit.leaders !== null &&
			unit.leaders > unit.people
		)
			refuse("leaders-over-people", "leaders", { people: unit.people });
		return sound ? unit : undefined;

		function coded<T>(
			field: FrameField,
			read: (text: string) => T | undefined,
			code: FrameProblemCode,
		): T | null {
			if (columns[field] === undefined) return null;
			const value = read(plain(cell(field)));
			if (value === undefined) refuse(code, field);
			return value ?? null;
		}

		function size(
			field: "people" | "leaders" | "households" | "adults",
			{ mayBeZero = false } = {},
		): number | null {
			if (columns[field] === undefined) return null;
			const text = cell(field);
			const value = wholeNumber(text);
			if (text === "" || text === "-") refuse("missing-size", field);
			else if (value === undefined) refuse("not-a-number", field);
			else if (value < 0) refuse("negative-size", field);
			else if (value === 0 && !mayBeZero) refuse("zero-size", field);
			else return value;
			return null;
		}

		function province(): string | null {
			const name = cell("province");
			const code = cell("provinceCode");
			if (name === "" && code === "") {
				if (kind === "areas")
					refuse(
						"missing-province",
						columns.province === undefined ? "provinceCode" : "province",
					);
				return null;
			}
			const coded = code === "" ? undefined : find.byCode(code);
			if (code !== "" && !coded) {
				refuse("unknown-province", "provinceCode", { version, elsewhere: "" });
				return null;
			}
			if (name === "") return coded?.code ?? null;
			// A column of provinces may hold codes.
			const byCode = /^\d{1,2}$/.test(name) ? find.byCode(name) : undefined;
			const named = byCode
				? { unit: byCode, spelling: "exact" as const }
				: find.byName(name);
			if (!named.unit) {
				const others = named.elsewhere.join(", ");
				const elsewhere = others && ` (${others})`;
				refuse("unknown-province", "province", { version, elsewhere });
				return null;
			}
			const { unit: found } = named;
			if (coded && coded !== found) {
				refuse("province-disagrees", "provinceCode", {
					version,
					code: coded.code,
					name: coded.name,
				});
				return null;
			}
			if (named.spelling === "other" && !spellings.has(name)) {
				spellings.add(name);
				add(
					frameProblem("province-spelling", {
						row,
						column: headers[columns.province!] ?? "",
						value: name,
						name: found.name,
						code: found.code,
					}),
				);
			}
			return found.code;
		}
	}

	function lookAtCells(
		row: number,
		cells: readonly string[],
		refuse: (code: FrameProblemCode, at: number) => void,
	) {
		for (const [at, text] of cells.entries()) {
			if (text === "") continue;
			if (formula.test(text)) refuse("formula", at);
			else if (errorValue.test(text)) refuse("error-value", at);
			else if (
				(at === columns.name || !mapped.has(at)) &&
				ofPerson.test(text.replace(/[ .-]/g, ""))
			)
				personal[at] = (personal[at] ?? 0) + 1;
			const encoding = legacy.length < 3 && legacyEncodingOf(text);
			if (encoding)
				legacy.push(
					frameProblem("legacy-encoding", {
						row,
						column: headers[at] ?? "",
						value: text,
						encoding,
					}),
				);
		}
	}

	return {
		check,
		finish() {
			for (const [at, count] of personal.entries())
				if (count > 0 && count * 2 > checked)
					add(frameProblem("personal-column", { column: headers[at] ?? "" }));
			// One foreign name is no encoding; three are, or one in a short list.
			if (legacy.length >= 3 || legacy.length * 4 > checked)
				legacy.forEach(add);
		},
	};
}
