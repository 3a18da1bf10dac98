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
	const forms = await store.filledForms(surveyId);
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
		spent: (await store.spentBallots(surveyId))
			.map(({ lotId, message, signature }): BallotBox["spent"][number] => [
				lotId,
				message.toString("hex"),
				signature.toString("hex"),
			])
			.sort(([, a], [, b]) => (a < b ? -1 : 1)),
		responses: forms
			.map(({ id, body }) =>
				createHash("sha256").update(id).update(body).digest("hex"),
			)
			.sort(),
		withoutForm: tallies.reduce((sum, { count }) => sum + count, 0),
	};
}

/** What is published at close: whoever adds, takes away or alters anything afterwards comes to another one. */
export function ballotBoxHash({
	spent,
	responses,
	...head
}: BallotBox): string {
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
