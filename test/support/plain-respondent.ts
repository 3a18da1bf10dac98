/** A page as a program without scripts reads it: the address of its form, what is hidden in it, what may be answered. */
export interface PlainForm {
	action: string;
	hidden: Record<string, string>;
	/** By field: the codes offered, and those marked. */
	offered: Record<string, { type: string; codes: string[]; marked: string[] }>;
	texts: Record<string, string>;
	/** What the buttons say that send the form. */
	ways: string[];
	title: string;
	advice: string[];
	html: string;
}

export type Fields = Record<string, string | string[]>;

const entities: Record<string, string> = {
	"&amp;": "&",
	"&lt;": "<",
	"&gt;": ">",
	"&quot;": '"',
	"&#39;": "'",
};
const plainText = (html: string) =>
	html
		.replace(/<[^>]*>/g, "")
		.replace(/&(amp|lt|gt|quot|#39);/g, (one) => entities[one] ?? one)
		.trim();

const attribute = (tag: string, name: string) => {
	const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
	return value === undefined ? undefined : plainText(value);
};

export function readForm(html: string): PlainForm {
	const form: PlainForm = {
		action: attribute(/<form\b[^>]*>/.exec(html)?.[0] ?? "", "action") ?? "",
		hidden: {},
		offered: {},
		texts: {},
		ways: [],
		title: plainText(/<h1\b[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? ""),
		advice: [...html.matchAll(/<(p|dd) class="advice[^>]*>(.*?)<\/\1>/gs)].map(
			(found) => plainText(found[2] ?? ""),
		),
		html,
	};
	const offer = (name: string, type: string, code: string, marked: boolean) => {
		form.offered[name] ??= { type, codes: [], marked: [] };
		form.offered[name].codes.push(code);
		if (marked) form.offered[name].marked.push(code);
	};
	for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
		const name = attribute(tag, "name") ?? "";
		const value = attribute(tag, "value") ?? "";
		const type = attribute(tag, "type") ?? "";
		if (type === "hidden") form.hidden[name] = value;
		else if (type === "text") form.texts[name] = value;
		else offer(name, type, value, /\bchecked\b/.test(tag));
	}
	for (const [, tag = "", options = ""] of html.matchAll(
		/<select\b([^>]*)>(.*?)<\/select>/gs,
	))
		for (const [option] of options.matchAll(/<option\b[^>]*>/g)) {
			const value = attribute(option, "value");
			if (value)
				offer(
					attribute(tag, "name") ?? "",
					"select",
					value,
					/\bselected\b/.test(option),
				);
		}
	for (const [, tag = "", text = ""] of html.matchAll(
		/<textarea\b([^>]*)>(.*?)<\/textarea>/gs,
	))
		form.texts[attribute(tag, "name") ?? ""] = plainText(text);
	for (const [tag] of html.matchAll(/<button\b[^>]*name="go"[^>]*>/g))
		form.ways.push(attribute(tag, "value") ?? "");
	return form;
}

/** The body that a browser would send: what is marked already, changed by `answers`; a list of none takes back. */
export function bodyOf(form: PlainForm, go: string, answers: Fields = {}) {
	const fields: Fields = { ...form.hidden, ...form.texts };
	for (const [name, { marked }] of Object.entries(form.offered))
		fields[name] = marked;
	const body = new URLSearchParams();
	for (const [name, value] of Object.entries({ ...fields, ...answers }))
		for (const one of ([] as string[]).concat(value)) body.append(name, one);
	body.append("go", go);
	return body;
}

export type Ask = (action: string, body?: URLSearchParams) => Promise<string>;

type Choose = (
	name: string,
	codes: string[],
	type: string,
) => string[] | undefined;

export interface Filled {
	review: PlainForm;
	/** Everything that was marked, by variable. */
	answers: Record<string, number | number[]>;
	/** Variables that were offered, page by page. */
	pages: string[][];
	texts: Record<string, string>;
}

/** From the first page to the review. Knows nothing of the engine. */
export async function fillPlain(
	ask: Ask,
	address: string,
	code: string,
	choose: Choose,
): Promise<Filled> {
	const filled: Omit<Filled, "review"> = { answers: {}, pages: [], texts: {} };
	let form = readForm(await ask(address));
	form = readForm(
		await ask(form.action, bodyOf(form, "agree", { code, sensitive: "1" })),
	);
	for (let pages = 0; pages < 60; pages++) {
		if (form.ways.includes("send")) return { ...filled, review: form };
		const answers: Fields = {};
		filled.pages.push(Object.keys(form.offered));
		for (const [name, { type, codes }] of Object.entries(form.offered)) {
			const chosen = choose(name, codes, type);
			if (!chosen) continue;
			answers[name] = chosen;
			const numbers = chosen.map(Number);
			filled.answers[name] =
				type === "checkbox" ? numbers : (numbers[0] as number);
		}
		for (const name of Object.keys(form.texts))
			if (!name.endsWith(".text")) {
				answers[name] = "Bớt giấy tờ.\r\nCảm ơn";
				filled.texts[name] = "Bớt giấy tờ.\nCảm ơn";
			}
		const next = readForm(
			await ask(form.action, bodyOf(form, "next", answers)),
		);
		if (next.hidden.state === undefined)
			throw new Error(`the form ends before its review: ${next.title}`);
		form = next;
	}
	throw new Error("the questionnaire does not end");
}

/** Answers that differ from question to question: substantive ones, don't know, refused and blanks among them. */
export function variedPlain(fixed: Record<string, string[]> = {}): Choose {
	let asked = 0;
	return (name, codes) => {
		if (name in fixed) return fixed[name];
		asked++;
		if (asked % 17 === 0) return undefined;
		if (asked % 11 === 0 && codes.includes("98")) return ["98"];
		if (asked % 13 === 0 && codes.includes("99")) return ["99"];
		const own = codes.filter((code) => Number(code) < 97);
		return [own[asked % own.length] as string];
	};
}
