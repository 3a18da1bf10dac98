import type { Db } from "./open.ts";

// Open answers differ in length and cannot be written over blanks: they are few, and all are laid down anew.

interface Text {
	surveyId: string;
	question: string;
	body: string;
}

/** What a row and its entry in its page's list take together is a multiple of this; what a page has room for is not. */
const step = 16;

/**
 * An open answer with so many spaces behind it that no page of them is ever quite full. When the first row of a page
 * moves to the one before, SQLite moves the list up by one entry too many, which in a full page is the beginning of a
 * row, and leaves it between the list and the rows.
 */
export function padded({ surveyId, question, body }: Text): string {
	const others = [surveyId, question].map((text) => Buffer.byteLength(text));
	const length = Buffer.byteLength(body);
	let spaces = 0;
	while ((cellSize([...others, length + spaces]) + 2) % step !== 0) spaces++;
	return body + " ".repeat(spaces);
}

/** None was sent with spaces at its end. */
export const unpadded = <T extends { body: string }>(text: T): T => ({
	...text,
	body: text.body.trimEnd(),
});

/**
 * Bytes of a row of an id of 16 bytes and texts within its page of 4,096. https://www.sqlite.org/fileformat2.html
 * (b-tree pages; record format)
 */
function cellSize(texts: number[]): number {
	const head = 2 + sum(texts.map((bytes) => varintSize(13 + 2 * bytes)));
	const payload = head + 16 + sum(texts);
	const [largest, least] = [1002, 489];
	if (payload <= largest) return varintSize(payload) + payload;
	const kept = least + ((payload - least) % 4092);
	return varintSize(payload) + (kept <= largest ? kept : least) + 4;
}

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

const varintSize = (value: number): number =>
	value < 128 ? 1 : 1 + varintSize(Math.floor(value / 128));

/**
 * Lays all open answers down anew in the order of their random ids. Copied from a table alike, they fill one page after
 * the other; inserted one by one, rows move from page to page and leave pieces behind.
 */
export function layTextsDown({ $client }: Db): void {
	if (!$client.prepare("select 1 from main.free_text").get()) return;
	$client.exec(
		"create temp table if not exists sorted_text (id blob primary key not null, survey_id text not null, question text not null, body text not null) without rowid",
	);
	$client
		.transaction(() =>
			$client.exec(`
				insert into temp.sorted_text select * from main.free_text;
				delete from main.free_text;
				insert into main.free_text select * from temp.sorted_text;
				delete from temp.sorted_text;
			`),
		)
		.immediate();
}
