import { createHash } from "node:crypto";
import type { PublishedBallotBox } from "../db/sqlite/ballots.ts";
import type { Access } from "../db/sqlite/schema/design.ts";
import type { Store } from "../db/store.ts";
import type { Manifest } from "../survey-definitions/manifest.ts";
import { Refusal } from "./refusal.ts";

/** All that anybody needs to check a survey's ballot box, on a machine that has nothing else. */
export interface BallotBox {
	format: typeof format;
	survey: string;
	access: Access;
	/** In a survey with tokens. */
	manifest?: Manifest;
	root?: string;
	/** Public keys as SubjectPublicKeyInfo (DER) in base64. */
	lots: (PublishedBallotBox["lots"][number] & { publicKey?: string })[];
	/** Lot, message and signature of each spent token, in hex, in the order of the messages. */
	spent: [lot: string, message: string, signature: string][];
	/** SHA-256 of each form's random id and body, sorted: they tell nothing to whoever has not both. */
	responses: string[];
	/** Votes that brought no form: screened out, or declined with a slip. */
	withoutForm: number;
}

export const format = "lang-nghe-ballot-box-1";

/** What can be gone through again and again, in memory or in a file. */
export interface Listed<T> extends Iterable<T> {
	readonly length: number;
}

/** The same box, its long lists wherever they lie. */
export interface BallotBoxToAudit
	extends Omit<BallotBox, "spent" | "responses"> {
	spent: Listed<BallotBox["spent"][number]>;
	responses: Listed<string>;
}

/** The box as it lies in the databases; `lots` as counted at close. */
export async function collectBallotBox(
	store: Store,
	surveyId: string,
	lots: PublishedBallotBox["lots"],
): Promise<BallotBox> {
	const state = await store.surveyState(surveyId);
	if (!state) throw new Refusal("unknown-survey");
	const published = await store.tokenManifest(surveyId);
	const keys = new Map(
		(await store.lotPublicKeys(surveyId)).map(({ lotId, spki }) => [
			lotId,
			spki.toString("base64"),
		]),
	);
	const spent: BallotBox["spent"] = [];
	for await (const { lotId, message, signature } of store.spentBallots(
		surveyId,
	))
		spent.push([lotId, message.toString("hex"), signature.toString("hex")]);
	const responses: string[] = [];
	for await (const { id, body } of store.filledForms(surveyId))
		responses.push(createHash("sha256").update(id).update(body).digest("hex"));
	const tallies = await store.tallies(surveyId);
	return {
		format,
		survey: surveyId,
		access: state.access,
		...published,
		lots: lots.map((lot) => {
			const publicKey = keys.get(lot.id);
			return publicKey ? { ...lot, publicKey } : lot;
		}),
		spent: spent.sort(([, a], [, b]) => (a < b ? -1 : 1)),
		responses: responses.sort(),
		withoutForm: tallies.reduce((sum, { count }) => sum + count, 0),
	};
}

/** The box as a JSON file, piece by piece: a million tokens are longer than one text may be. */
export function* ballotBoxFile({
	spent,
	responses,
	withoutForm,
	...head
}: BallotBox): Generator<Buffer> {
	yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"spent":[`);
	yield* items(spent);
	yield Buffer.from('],"responses":[');
	yield* items(responses);
	yield Buffer.from(`],"withoutForm":${withoutForm}}\n`);
}

function* items(list: unknown[]): Generator<Buffer> {
	const atOnce = 1000;
	for (let at = 0; at < list.length; at += atOnce) {
		const json = JSON.stringify(list.slice(at, at + atOnce)).slice(1, -1);
		yield Buffer.from(at > 0 ? `,${json}` : json);
	}
}

/** What is published at close: whoever adds, takes away or alters anything afterwards comes to another one. */
export function ballotBoxHash({
	spent,
	responses,
	...head
}: BallotBoxToAudit): string {
	const { survey, access, root = "", lots, withoutForm } = head;
	const hash = createHash("sha256");
	const line = (...values: unknown[]) =>
		hash.update(`${JSON.stringify(values)}\n`);
	line(format, survey, access, root, withoutForm);
	for (const { id, printed, used } of lots) line(id, printed, used ?? null);
	line("spent", spent.length);
	for (const ballot of spent) line(...ballot);
	line("responses", responses.length);
	for (const response of responses) line(response);
	return hash.digest("hex");
}
