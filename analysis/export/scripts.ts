import type { Text } from "../../survey-definitions/definition.ts";
import type { FileColumn } from "./data-file.ts";

/** What scripts need to rebuild the design of a file and make one published table again. */
export interface ScriptOf {
	title: Text;
	/** The file that the script reads, beside it. */
	data: string;
	weight: string;
	/** Replicate weights rw1 … rwR; none: the file has no standard errors. */
	replicates: string[];
	scale: number;
	table?: {
		column: FileColumn;
		question: Text;
		rows: {
			code: number;
			label: Text;
			share: number;
			se?: number | undefined;
			fileSe?: number;
		}[];
	};
}

const comment = (mark: string, lines: string[]) =>
	lines
		.flatMap((line) => line.split(/[\r\n]+/))
		.map((line) => `${mark} ${line}`.trimEnd());

/** Stata reads on in a comment: a slash and a star begin one of many lines, three slashes join the next, ` begins a macro. */
const stataComment = (lines: string[]) =>
	comment("*", lines).map((line) =>
		line.replace(/\/(?=[*/])/g, "/ ").replaceAll("`", "'"),
	);

const noErrors = [
	"Tệp không có trọng số lặp: không tính được sai số chuẩn từ tệp này.",
	"The file has no replicate weights: standard errors cannot be computed from it.",
];

const whatErrors = [
	"se_published: sai số đã công bố, tính từ tầng và lô của thiết kế. se_file: sai số tính từ trọng số lặp của tệp,",
	"vốn gộp các lô để không ai bị nhận ra; hai số gần nhau nhưng không bằng nhau.",
	"se_published: as published, from the design's strata and lots. se_file: from the file's replicates, which put lots",
	"together so that nobody is found; the two are close, not equal.",
];

const number = (value: number | undefined) =>
	value === undefined ? "NA" : String(value);

/** For R with the package survey (Lumley): the table, and an error where it is not the published one. */
export function rScript({
	title,
	data,
	weight,
	replicates,
	scale,
	table,
}: ScriptOf): string {
	const read = data.endsWith(".csv")
		? `data <- read.csv(file.path(folder, ${quoted(data)}), fileEncoding = "UTF-8-BOM")`
		: [
				data.endsWith(".sav")
					? `data <- haven::read_sav(file.path(folder, ${quoted(data)}), user_na = TRUE)`
					: `data <- haven::read_dta(file.path(folder, ${quoted(data)}))`,
				...(data.endsWith(".dta") && table
					? putBack(table).map(
							({ code, letter, name }) =>
								`data$${name}[haven::is_tagged_na(data$${name}, "${letter}")] <- ${code}`,
						)
					: []),
				"data <- as.data.frame(haven::zap_formats(haven::zap_labels(data)))",
			].join("\n");
	const design =
		replicates.length > 0
			? [
					"design <- svrepdesign(",
					"  data = data,",
					`  weights = ~${weight},`,
					'  repweights = "^rw[0-9]+$",',
					'  type = "other", combined.weights = TRUE, mse = TRUE,',
					`  scale = ${scale}, rscales = rep(1, ${replicates.length})`,
					")",
				]
			: [
					...comment("#", noErrors),
					`design <- svydesign(ids = ~1, weights = ~${weight}, data = data)`,
				];
	const check = table
		? [
				...comment("#", [table.question.vi, table.question.en]),
				"published <- data.frame(",
				`  code = c(${table.rows.map(({ code }) => code).join(", ")}),`,
				`  label = c(${table.rows.map(({ label }) => quoted(label.vi)).join(", ")}),`,
				`  share = c(${table.rows.map(({ share }) => number(share)).join(", ")}),`,
				`  se_published = c(${table.rows.map(({ se }) => number(se)).join(", ")}),`,
				`  se_file = c(${table.rows.map(({ fileSe }) => number(fileSe)).join(", ")})`,
				")",
				`answered <- subset(design, ${table.column.name} %in% published$code)`,
				`made <- svymean(~factor(${table.column.name}, levels = published$code), answered)`,
				"published$share_here <- as.vector(coef(made))",
				...(replicates.length > 0
					? ["published$se_here <- as.vector(SE(made))"]
					: []),
				...comment("#", whatErrors),
				"print(published, digits = 12)",
				"stopifnot(all(abs(published$share_here - published$share) < 1e-9))",
				...(replicates.length > 0
					? [
							"stopifnot(all(abs(published$se_here - published$se_file) < 1e-9))",
						]
					: []),
				'cat("equal to the published table\\n")',
			]
		: [];
	return lines([
		...comment("#", [title.vi, title.en]),
		"library(survey)",
		"arguments <- commandArgs(trailingOnly = FALSE)",
		'script <- sub("^--file=", "", grep("^--file=", arguments, value = TRUE))',
		'folder <- if (length(script) == 1) dirname(script) else "."',
		read,
		...design,
		...check,
	]);
}

const quoted = (text: string) =>
	`"${text
		.replaceAll("\\", "\\\\")
		.replaceAll('"', '\\"')
		.replace(/[\r\n]+/g, " ")}"`;

const lines = (all: string[]) => `${all.join("\n")}\n`;

/** In a file of Stata codes that are no answer are .a, .b …: those that the table counts. */
function putBack({ column, rows }: NonNullable<ScriptOf["table"]>) {
	const missing = [...column.missing].sort((a, b) => a - b);
	return rows.flatMap(({ code }) => {
		const at = missing.indexOf(code);
		return at < 0
			? []
			: [{ code, letter: String.fromCharCode(97 + at), name: column.name }];
	});
}

/** For Stata 14 or later. Codes that are no answer are .a, .b … in the file; those of the table are put back. */
export function stataScript({
	title,
	data,
	weight,
	replicates,
	scale,
	table,
}: ScriptOf): string {
	const answers = table
		? [
				...stataComment([table.question.vi, table.question.en]),
				`generate double answer = ${table.column.name}`,
				...putBack(table).map(
					({ code, letter, name }) =>
						`replace answer = ${code} if ${name} == .${letter}`,
				),
				`svy: proportion answer if inlist(answer, ${table.rows.map(({ code }) => code).join(", ")})`,
				...stataComment(whatErrors),
				...stataComment(
					table.rows.map(
						({ code, share, se, fileSe }) =>
							`${code}: share ${share}, se_published ${number(se)}, se_file ${number(fileSe)}`,
					),
				),
			]
		: [];
	return lines([
		...stataComment([title.vi, title.en]),
		"version 14",
		`use ${stataQuoted(data)}, clear`,
		...(replicates.length > 0
			? [
					`svyset [pweight = ${weight}], jkrweight(rw*, multiplier(${scale})) vce(jackknife) mse`,
				]
			: [...stataComment(noErrors), `svyset [pweight = ${weight}]`]),
		...answers,
	]);
}

const stataQuoted = (text: string) => `\`"${text}"'`;

/** For SPSS and PSPP: shares alone, and says why. */
export function spssScript({
	title,
	data,
	weight,
	replicates,
	table,
}: ScriptOf): string {
	return lines([
		"* Encoding: UTF-8.",
		...comment("*", [title.vi, title.en]).map(ended),
		...comment(
			"*",
			replicates.length === 0
				? noErrors
				: [
						"Tỷ lệ đúng; sai số chuẩn thì không: SPSS Complex Samples (CSPLAN) cần tầng và cụm, tệp này chỉ có trọng số lặp",
						"để không ai bị nhận ra. Sai số và kiểm định: dùng R hoặc Stata với kịch bản kèm theo",
						"Shares are right, standard errors are not: SPSS Complex Samples (CSPLAN) asks for strata and clusters, and this",
						"file has replicate weights instead, so that nobody is found. For errors and tests use R or Stata, scripts beside",
					],
		).map(ended),
		`GET FILE=${spssQuoted(data)}.`,
		`WEIGHT BY ${weight}.`,
		...(table
			? [
					...comment("*", [table.question.vi, table.question.en]).map(ended),
					...comment(
						"*",
						table.rows.map(({ code, share }) => `${code}: share ${share}`),
					).map(ended),
					`MISSING VALUES ${table.column.name} ().`,
					"TEMPORARY.",
					`SELECT IF ANY(${table.column.name}, ${table.rows.map(({ code }) => code).join(", ")}).`,
					`FREQUENCIES /VARIABLES=${table.column.name}.`,
				]
			: []),
	]);
}

/** A comment of SPSS ends at the first full stop that ends a line. */
const ended = (line: string) => `${line.replace(/\.+$/, "")}.`;

const spssQuoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
