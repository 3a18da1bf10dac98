// The fixed parts of a workbook, and rows of text.

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations =
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const office = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Cell styles by their place in styles.xml. */
const styles = { plain: 0, head: 1, number: 2, words: 3 };

const stylesXml = `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><color rgb="FF0F5257"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF0F5257"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="bottom" wrapText="1"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

/** Every part but the sheets themselves. */
export function xlsxParts(sheets: string[]): [name: string, xml: string][] {
	const numbered = sheets.map((name, at) => ({ name, number: at + 1 }));
	return [
		[
			"[Content_Types].xml",
			`${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${office}.styles+xml"/>${numbered.map(({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${office}.worksheet+xml"/>`).join("")}</Types>`,
		],
		[
			"_rels/.rels",
			`${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		],
		[
			"xl/workbook.xml",
			`${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${numbered.map(({ name, number }) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`).join("")}</sheets></workbook>`,
		],
		[
			"xl/_rels/workbook.xml.rels",
			`${head}<Relationships xmlns="${packages}/relationships">${numbered.map(({ number }) => `<Relationship Id="rId${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join("")}<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
		],
		["xl/styles.xml", stylesXml],
	];
}

interface Size {
	rows: number;
	columns: number;
}

/** The first row stays in sight; where data are, it filters. */
export const sheetStart = (widths: number[], size: Size): string =>
	`${head}<worksheet xmlns="${main}"><dimension ref="${areaOf(size)}"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join("")}</cols><sheetData>`;

export const sheetEnd = (size: Size): string =>
	`</sheetData><autoFilter ref="${areaOf(size)}"/></worksheet>`;

const areaOf = ({ rows, columns }: Size) => `A1:${letters(columns)}${rows}`;

/** A, B … Z, AA … of the columns from 1. */
export function letters(column: number): string {
	const rest = (column - 1) % 26;
	const before = (column - 1 - rest) / 26;
	return (before > 0 ? letters(before) : "") + String.fromCharCode(65 + rest);
}

/** Text is text whatever it begins with: only `<f>` would be a formula. */
export const rowOf = (
	number: number,
	cells: readonly (string | number | null)[],
	style: "head" | "words" = "words",
): string =>
	`<row r="${number}">${cells
		.map((cell, at) => {
			if (cell === null || cell === "") return "";
			const start = `<c r="${letters(at + 1)}${number}" s="${styles[style]}"`;
			return typeof cell === "number"
				? `${start}><v>${cell}</v></c>`
				: start + textEnd(cell);
		})
		.join("")}</row>`;

/** The rest of a cell of text. */
export const textEnd = (text: string): string =>
	` t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** What XML cannot hold is written as the format writes it, `_x0001_`; text that looks like that, too. */
const escaped = (text: string) =>
	text
		.toWellFormed()
		.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
		.replace(
			/[^\t\n -\ufffd\u{10000}-\u{10ffff}]/gu,
			(character) =>
				`_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
		)
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;");
