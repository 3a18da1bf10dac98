import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { hashOf, type Traces } from "./traces.ts";

// Custom XML parts of a package (ISO/IEC 29500-1, §15.2.5): Word keeps them through every edit.

const namespace = "urn:lang-nghe:report-traces:1";
const itemName = "customXml/item1.xml";
const propertiesName = "customXml/itemProps1.xml";
const relationship =
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml";

/** The file with its traces inside, and their hash. Digits of the wording are read off the text itself. */
export function withTraces(
	packed: Uint8Array,
	traces: Traces,
	putTables: (documentXml: string) => string,
	wordingOf: (documentXml: string) => string[],
): { bytes: Uint8Array; hash: string } {
	const parts = unzipSync(packed);
	const part = (name: string) => {
		const found = parts[name];
		if (!found) throw new Error(`the document has no part ${name}`);
		return strFromU8(found);
	};
	const document = putTables(part("word/document.xml"));
	parts["word/document.xml"] = strToU8(document);
	const complete = { ...traces, wording: wordingOf(document) };
	parts[itemName] = strToU8(
		`<?xml version="1.0" encoding="UTF-8"?><traces xmlns="${namespace}">${escaped(JSON.stringify(complete))}</traces>`,
	);
	parts[propertiesName] = strToU8(
		`<?xml version="1.0" encoding="UTF-8" standalone="no"?><ds:datastoreItem ds:itemID="{6C2F1B5E-4C0B-4F0E-9A55-1A4E47484501}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="${namespace}"/></ds:schemaRefs></ds:datastoreItem>`,
	);
	parts["customXml/_rels/item1.xml.rels"] = strToU8(
		`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>`,
	);
	const relationships = "word/_rels/document.xml.rels";
	parts[relationships] = strToU8(
		part(relationships).replace(
			"</Relationships>",
			`<Relationship Id="rIdTraces" Type="${relationship}" Target="../${itemName}"/></Relationships>`,
		),
	);
	parts["[Content_Types].xml"] = strToU8(
		part("[Content_Types].xml").replace(
			"</Types>",
			`<Override PartName="/${propertiesName}" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>`,
		),
	);
	// Pictures are compressed already.
	const entries = Object.entries(parts).map(([name, bytes]) => [
		name,
		[bytes, { level: name.endsWith(".png") ? 0 : 6 }] as const,
	]);
	return {
		bytes: zipSync(Object.fromEntries(entries)),
		hash: hashOf(complete),
	};
}

/** What a Word file holds: its text as XML, and the traces if it was made here. Throws an Error for what is no Word file. */
export function partsOf(file: Uint8Array): {
	document: string;
	traces: Traces | undefined;
} {
	let parts: Record<string, Uint8Array>;
	try {
		parts = unzipSync(file, {
			// Pictures are not read, and nothing larger than a long report is unpacked.
			filter: ({ name, originalSize }) =>
				(name === "word/document.xml" ||
					/^customXml\/item\d+\.xml$/.test(name)) &&
				originalSize < 200e6,
		});
	} catch {
		throw new Error("the file is no .docx: it cannot be unpacked");
	}
	const document = parts["word/document.xml"];
	if (!document)
		throw new Error("the file is no .docx: word/document.xml is missing");
	return { document: strFromU8(document), traces: tracesIn(parts) };
}

/** Word numbers custom parts anew, so it is known by its namespace. */
function tracesIn(parts: Record<string, Uint8Array>): Traces | undefined {
	for (const [name, bytes] of Object.entries(parts)) {
		if (!name.startsWith("customXml/")) continue;
		const xml = strFromU8(bytes);
		if (!xml.includes(namespace)) continue;
		const found = /<(?:\w+:)?traces\b[^>]*>([\s\S]*)<\/(?:\w+:)?traces>/.exec(
			xml,
		);
		try {
			return JSON.parse(unescaped(found?.[1] ?? "")) as Traces;
		} catch {
			return undefined;
		}
	}
	return undefined;
}

const escaped = (text: string) =>
	text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
export const unescaped = (text: string) =>
	text
		.replace(/&lt;/g, "<")
		.replace(/&gt;/g, ">")
		.replace(/&quot;/g, '"')
		.replace(/&apos;/g, "'")
		.replace(/&#(\d+);/g, (_, code: string) =>
			String.fromCodePoint(Number(code)),
		)
		.replace(/&#x([0-9a-f]+);/gi, (_, code: string) =>
			String.fromCodePoint(Number.parseInt(code, 16)),
		)
		.replace(/&amp;/g, "&");
