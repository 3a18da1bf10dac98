import { create } from "xmlbuilder2";
import type { Text } from "../../survey-definitions/definition.ts";
import type { DataFile, FileColumn } from "./data-file.ts";

export interface DdiStudy {
	/** Identifier of the survey, and what it is called. */
	id: string;
	title: Text;
	abstract: Text;
	universe: Text;
	/** How the sample was drawn and what the weights are. */
	sampling: Text;
	weighting: Text;
	/** Who is responsible, under which conditions, how to cite. */
	producer: string;
	licence: string;
	citation: string;
	/** Files of the package that hold these data. */
	files: string[];
}

type Node = ReturnType<typeof create>;

/**
 * What the data mean, as DDI-Codebook 2.5 (DDI Alliance, codebook.xsd): the study, the file, every variable with its
 * question, categories and missing codes; Vietnamese first, English beside it.
 */
export function ddiCodebook(study: DdiStudy, file: DataFile): string {
	const root = create({ version: "1.0", encoding: "UTF-8" }).ele(
		namespace,
		"codeBook",
		{
			version: "2.5",
			"xml:lang": "vi",
			ID: `cb-${study.id}`,
		},
	);
	document(root, study);
	describeStudy(root, study);
	const names = study.files.length > 0 ? study.files : [study.id];
	for (const [at, name] of names.entries()) {
		const text = root.ele("fileDscr", { ID: `F${at + 1}` }).ele("fileTxt");
		text.ele("fileName").txt(clean(name));
		const size = text.ele("dimensns");
		size.ele("caseQnty").txt(String(file.rows));
		size.ele("varQnty").txt(String(file.columns.length));
	}
	const all = names.map((_, at) => `F${at + 1}`).join(" ");
	const data = root.ele("dataDscr");
	for (const [at, column] of file.columns.entries())
		describeVariable(data, column, at, all, file);
	return root.end({ prettyPrint: true });
}

const namespace = "ddi:codebook:2_5";

/** XML holds neither most control characters nor half of a surrogate pair. */
const clean = (text: string) =>
	text
		.toWellFormed()
		.replace(/[^\t\n -\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");

function both(parent: Node, name: string, text: Text, attributes = {}) {
	for (const language of ["vi", "en"] as const)
		parent
			.ele(name, { ...attributes, "xml:lang": language })
			.txt(clean(text[language]));
}

function titled(parent: Node, { id, title }: DdiStudy) {
	const statement = parent.ele("titlStmt");
	statement.ele("titl", { "xml:lang": "vi" }).txt(clean(title.vi));
	statement.ele("parTitl", { "xml:lang": "en" }).txt(clean(title.en));
	statement.ele("IDNo").txt(clean(id));
}

function document(root: Node, study: DdiStudy) {
	const citation = root.ele("docDscr").ele("citation");
	titled(citation, study);
	citation.ele("prodStmt").ele("producer").txt(clean(study.producer));
}

function describeStudy(root: Node, study: DdiStudy) {
	const node = root.ele("stdyDscr");
	const citation = node.ele("citation");
	titled(citation, study);
	const production = citation.ele("prodStmt");
	production.ele("producer").txt(clean(study.producer));
	production.ele("copyright").txt(clean(study.licence));
	citation.ele("biblCit").txt(clean(study.citation));
	const info = node.ele("stdyInfo");
	both(info, "abstract", study.abstract);
	const summary = info.ele("sumDscr");
	summary.ele("nation", { abbr: "VN", "xml:lang": "en" }).txt("Viet Nam");
	both(summary, "universe", study.universe);
	const collection = node.ele("method").ele("dataColl");
	both(collection, "sampProc", study.sampling);
	both(collection, "weight", study.weighting);
	const use = node.ele("dataAccs").ele("useStmt");
	use.ele("conditions").txt(clean(study.licence));
}

function describeVariable(
	data: Node,
	{ name, label, type, categories, missing }: FileColumn,
	at: number,
	files: string,
	{ weight }: DataFile,
) {
	const node = data.ele("var", {
		ID: `V${at + 1}`,
		name,
		files,
		intrvl: type === "number" ? "contin" : "discrete",
		...(name === weight ? { wgt: "wgt" } : {}),
	});
	both(node, "labl", label);
	both(node.ele("qstn"), "qstnLit", label);
	for (const { code, label } of categories) {
		const category = node.ele(
			"catgry",
			missing.includes(code) ? { missing: "Y" } : {},
		);
		category.ele("catValu").txt(String(code));
		both(category, "labl", label);
	}
	node.ele("varFormat", {
		type: type === "text" ? "character" : "numeric",
		schema: "other",
	});
}
