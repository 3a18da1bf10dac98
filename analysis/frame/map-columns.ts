import { type FrameProblem, frameProblem } from "./frame-problem.ts";
import { legacyEncodingOf } from "./legacy-encoding.ts";
import { plain } from "./plain.ts";

export type FrameKind = "agencies" | "areas";

/** Known headers without marks, the surest first. A field takes the first that no earlier field has taken. */
const headers = {
	unit: "ma thon|ma to dan pho|ma thon to dan pho|ma dia ban|ma don vi|ma co quan|ma xa|ma phuong xa|ma xa phuong|ma dv|ma so|ma|unit|unit id|id|code",
	parent:
		"ma xa|ma phuong xa|ma xa phuong|ma don vi chu quan|ma co quan chu quan|don vi chu quan|co quan chu quan|xa phuong|xa|parent",
	name: "ten don vi|ten co quan|ten thon|ten to dan pho|ten thon to dan pho|ten dia ban|ten xa|ten phuong xa|ten xa phuong|co quan|don vi|dia ban|thon|ten|name|unit name",
	stratum: "ma tang|tang|stratum",
	level: "cap|cap hanh chinh|cap quan ly|ma cap|level",
	sector: "khoi|khoi co quan|ma khoi|sector",
	kind: "loai co quan|loai don vi|loai hinh|loai|type|kind",
	provinceCode: "ma tinh|ma tinh thanh pho|ma tinh tp|province code",
	province:
		"tinh|tinh thanh pho|tinh thanh|tinh tp|ten tinh|ten tinh thanh pho|province",
	urban:
		"thanh thi nong thon|tt nt|do thi nong thon|khu vuc tt nt|khu vuc|urban|urban rural",
	leaders:
		"so lanh dao|so lanh dao quan ly|lanh dao|lanh dao quan ly|so nguoi giu chuc vu|leaders",
	people:
		"so nguoi|tong so nguoi|so can bo|tong so can bo|so cbccvc|tong so cbccvc|so nguoi co mat|bien che co mat|so bien che|bien che|people",
	households: "so ho|tong so ho|so ho dan|so ho gia dinh|households",
	adults:
		"so nguoi tu 18 tuoi|so nguoi tu 18 tuoi tro len|nguoi tu 18 tuoi tro len|dan so tu 18 tuoi tro len|dan so 18|so nguoi 18|nguoi 18|adults",
} as const;

export type FrameField = keyof typeof headers;
export const frameFields = Object.keys(headers) as FrameField[];

/** What a frame of each kind can hold. */
export const fieldsOf: Record<FrameKind, FrameField[]> = {
	agencies: frameFields.filter(
		(field) => !["urban", "households", "adults"].includes(field),
	),
	areas: frameFields.filter(
		(field) => !["people", "leaders", "level", "sector"].includes(field),
	),
};

/** How a person reads the name of a field. */
export const fieldNames: Record<FrameField, string> = {
	unit: "mã đơn vị (unit)",
	parent: "mã đơn vị cấp trên (parent)",
	name: "tên đơn vị (name)",
	stratum: "mã tầng (stratum)",
	level: "cấp (level)",
	sector: "khối (sector)",
	kind: "loại (kind)",
	provinceCode: "mã tỉnh (provinceCode)",
	province: "tỉnh (province)",
	urban: "thành thị/nông thôn (urban)",
	leaders: "số lãnh đạo (leaders)",
	people: "số người (people)",
	households: "số hộ (households)",
	adults: "số người từ 18 tuổi (adults)",
};

export interface ColumnMap {
	/** Place of the column, by field. */
	columns: Partial<Record<FrameField, number>>;
	problems: FrameProblem[];
}

// «Họ» (family name) and «hộ» (household) differ by their marks alone.
const personal =
	/^(ho (va )?ten|ho dem|ten (nguoi|can bo|cong chuc|chu ho|lanh dao)|nguoi lien he|so (dien thoai|dt)|dien thoai|sdt|di dong|zalo|e ?mail|thu dien tu|so (cccd|cmnd|can cuoc|dinh danh)|cccd|cmnd|can cuoc|ngay sinh|nam sinh|ma so thue|so bhxh|full name|first name|last name|surname|phone|mobile|date of birth)\b/;

export const isPersonalHeader = (header: string): boolean =>
	/^họ$/iu.test(header.normalize("NFC").trim()) || personal.test(plain(header));

/** Which column holds which field: by known headers, or as the caller says (field → header, or "" for none). */
export function mapColumns(
	kind: FrameKind,
	found: readonly string[],
	{
		row = 1,
		chosen = {},
	}: { row?: number; chosen?: Partial<Record<FrameField, string>> } = {},
): ColumnMap {
	const names = found.map(plain);
	const problems: FrameProblem[] = [];
	const columns: ColumnMap["columns"] = {};
	const taken = new Set<number>();
	const take = (field: FrameField, at: number) => {
		columns[field] = at;
		taken.add(at);
	};
	for (const [field, header] of Object.entries(chosen)) {
		if (header === "") continue;
		const at = names.indexOf(plain(header));
		if (at >= 0) take(field as FrameField, at);
		else
			problems.push(
				frameProblem("missing-column", {
					row,
					column: header,
					field: fieldNames[field as FrameField],
				}),
			);
	}
	for (const field of fieldsOf[kind]) {
		if (field in chosen) continue;
		for (const header of headers[field].split("|")) {
			const at = names.indexOf(header);
			if (at < 0 || taken.has(at)) continue;
			take(field, at);
			break;
		}
	}
	for (const [at, header] of found.entries()) {
		const column = { row, column: header };
		const encoding = legacyEncodingOf(header);
		if (encoding)
			problems.push(
				frameProblem("legacy-encoding", { ...column, encoding, value: header }),
			);
		if (isPersonalHeader(header))
			problems.push(frameProblem("personal-column", column));
		if (
			taken.has(at) &&
			names.indexOf(names[at]!) !== names.lastIndexOf(names[at]!)
		)
			problems.push(frameProblem("duplicate-column", column));
	}
	for (const field of missing(kind, columns, chosen))
		problems.push(
			frameProblem("missing-column", { row, field: fieldNames[field] }),
		);
	return { columns, problems };
}

function missing(
	kind: FrameKind,
	columns: ColumnMap["columns"],
	chosen: Partial<Record<FrameField, string>>,
): FrameField[] {
	const needed: FrameField[] =
		kind === "agencies"
			? ["unit", "people", "leaders"]
			: ["unit", columns.adults === undefined ? "households" : "adults"];
	const lacking = needed.filter(
		(field) => columns[field] === undefined && !chosen[field],
	);
	const placed =
		kind === "agencies" ||
		columns.province !== undefined ||
		columns.provinceCode !== undefined ||
		Boolean(chosen.province || chosen.provinceCode);
	return placed ? lacking : [...lacking, "province"];
}

/** How many headers of a row are known: the header is the row where most are. */
export function knownHeaders(cells: readonly string[]): number {
	const names = new Set(cells.map(plain));
	let known = 0;
	for (const field of frameFields)
		if (headers[field].split("|").some((header) => names.has(header)))
			known += 1;
	return known;
}
