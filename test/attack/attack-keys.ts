import {
	constants,
	createHash,
	createPublicKey,
	generateKeyPairSync,
	publicEncrypt,
	randomBytes,
} from "node:crypto";
import path from "node:path";
import Database from "better-sqlite3";
import {
	blind,
	finalize,
	type RandomBytes,
} from "../../client/respondent/blind-token.ts";
import {
	blindSign,
	type SigningKey,
	signingKey,
} from "../../server/tokens/blind-sign.ts";
import { readSealingKey, unseal } from "../../server/tokens/sealing.ts";
import { type Row, row } from "../bench/row.ts";
import { keyOfBoth } from "../support/lot-key.ts";
import type { Arrival } from "./field.ts";
import { linkageRow, percent } from "./figures.ts";
import { groups, type Linkage } from "./thief.ts";

// A thief who has the private keys, and beside them every request that the issuer was ever sent: who asked for which
// blinded message. Dividing it by what a token's signature covers gives the blinding factor that would join the two.
// A factor of chance joins all pairs alike; one that is small, or made from the code, does not.

/** What the thief has of one lot. */
export interface KnownLot {
	key: SigningKey;
	asked: { person: number; code: string; blinded: string }[];
	/** `person` is for the judge alone. */
	voted: { person: number; message: string; signature: string }[];
}

const integer = (hex: string) => BigInt(`0x${hex}`);
const hexOf = (number: bigint, size: number) =>
	number.toString(16).padStart(2 * size, "0");
const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

/** As many bytes as are asked for, from a code alone. */
const bytesFrom = (code: string, count: number) =>
	createHash("shake256", { outputLength: count }).update(code).digest();

/** How little a pair looks like chance: 0 where it must belong together, else the size of its factor. */
function distance(
	{ key }: KnownLot,
	{ code, blinded }: KnownLot["asked"][number],
	{ message }: KnownLot["voted"][number],
	inverse: bigint,
): number {
	const power = (integer(blinded) * inverse) % key.n;
	const factor =
		power === 1n
			? 1n
			: integer(
					blindSign(key, fromHex(hexOf(power, key.size))).toString("hex"),
				);
	const made = integer(bytesFrom(code, key.size - 1).toString("hex"));
	if (factor === made || message === bytesFrom(code, 64).toString("hex"))
		return 0;
	return factor.toString(2).length;
}

/** Gives each token the one whose request fits it best, the best fits first. */
export function linkByKeys(lots: KnownLot[]): Linkage {
	let correct = 0;
	let responses = 0;
	for (const lot of lots) {
		const { key, asked, voted } = lot;
		const publicKey = createPublicKey(key.privateKey);
		const pairs = voted.flatMap((vote) => {
			const covered = publicEncrypt(
				{ key: publicKey, padding: constants.RSA_NO_PADDING },
				fromHex(vote.signature),
			).toString("hex");
			const inverse = inverseOf(integer(covered), key.n);
			return asked.map((request) => ({
				...{ vote, request, tie: Math.random() },
				far: distance(lot, request, vote, inverse),
			}));
		});
		const [used, given] = [new Set<unknown>(), new Set<unknown>()];
		for (const { vote, request } of pairs.sort(
			(a, b) => a.far - b.far || a.tie - b.tie,
		)) {
			if (used.has(vote) || given.has(request)) continue;
			used.add(vote);
			given.add(request);
			if (vote.person === request.person) correct++;
		}
		responses += voted.length;
	}
	return {
		...{ responses, correct, expected: lots.length },
		standardError: Math.sqrt(lots.length),
		signal: "factors between what was blinded and what was signed",
	};
}

/** So many lots of a stolen folder, whose keys its own key file opens. */
export function attackKeys(
	copy: string,
	arrivals: Arrival[],
	most: number,
	tolerance: number,
): Row {
	const sealingKey = readSealingKey(path.join(copy, "keys", "lot-sealing-key"));
	const db = new Database(path.join(copy, "issuer.db"), { readonly: true });
	const lots = [...groups(arrivals, ({ lot }) => lot)]
		.slice(0, most)
		.map(([lot, people]): KnownLot => {
			const { sealed } = db
				.prepare(
					"select sealed_private_key as sealed from lot_key where lot_id = ?",
				)
				.get(lot) as { sealed: Buffer };
			const known = people.map(
				({ person, code, blinded = "", message = "", signature = "" }) => ({
					...{ person, code, blinded, message, signature },
				}),
			);
			return {
				key: signingKey(unseal(sealingKey, lot, sealed)),
				asked: known,
				voted: known,
			};
		});
	db.close();
	return linkageRow(
		"tokens: private keys, and every request that the issuer was sent",
		linkByKeys(lots),
		tolerance,
	);
}

/** Ways of blinding that do not hold, signed by a real key. */
const weakBlindings: {
	name: string;
	message?: (code: string) => Uint8Array<ArrayBuffer>;
	/** Bytes of the factor, of so many. */
	factor: (code: string, size: number) => Uint8Array<ArrayBuffer>;
}[] = [
	{ name: "no factor at all", factor: (_, size) => padded([1], size) },
	{
		name: "a factor of 64 bits",
		factor: (_, size) => padded([...randomBytes(8)], size),
	},
	{
		name: "a factor made from the code",
		factor: (code, size) => padded([...bytesFrom(code, size - 1)], size),
	},
	{
		name: "a message made from the code",
		message: (code) => Uint8Array.from(bytesFrom(code, 64)),
		factor: (_, size) => padded([...randomBytes(size - 1)], size),
	},
];

const padded = (bytes: number[], size: number) =>
	Uint8Array.from([...Array(size - bytes.length).fill(0), ...bytes]);

/** The same thief before phones that blind carelessly. */
export async function attackWeakKeys(people: number): Promise<Row[]> {
	const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
	const { phone, issuer } = await keyOfBoth(privateKey);
	const rows: Row[] = [];
	for (const { name, message, factor } of weakBlindings) {
		const known = [];
		for (let person = 0; person < people; person++) {
			const code = randomBytes(10).toString("hex");
			const chance: RandomBytes = (count) =>
				count === phone.size
					? factor(code, count)
					: Uint8Array.from(randomBytes(count));
			const text = Buffer.from(message?.(code) ?? randomBytes(64)).toString(
				"hex",
			);
			const blinded = await blind(phone, text, chance);
			const signed = blindSign(issuer, fromHex(blinded.blinded));
			const token = await finalize(phone, blinded, signed.toString("hex"));
			known.push({ person, code, blinded: blinded.blinded, ...token });
		}
		const linkage = linkByKeys([{ key: issuer, asked: known, voted: known }]);
		rows.push(
			row(
				`weak: tokens, ${name}`,
				percent(linkage.correct, linkage.responses),
				"% linked",
				{ op: ">=", value: 90 },
				`best signal: ${linkage.signal}`,
			),
		);
	}
	return rows;
}

function inverseOf(a: bigint, n: bigint): bigint {
	let [r, next, s, t] = [a, n, 1n, 0n];
	while (next) {
		const quotient = r / next;
		[r, next, s, t] = [next, r - quotient * next, t, s - quotient * t];
	}
	return (s + n) % n;
}
