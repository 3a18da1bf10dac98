import { generateKeyPairSync, randomBytes } from "node:crypto";
import { encode } from "../../client/respondent/blind-token.ts";
import { type BallotBox, format } from "../../server/ballot-box.ts";
import { blindSign, signingKey } from "../../server/tokens/blind-sign.ts";
import { makeManifest } from "../../server/tokens/make-manifest.ts";

/** A box of so many tokens, as a whole fieldwork would leave it. */
export async function fullBallotBox(tokens: number): Promise<BallotBox> {
	const ids = ["K0T1", "K0T2", "K0T3", "K0T4"];
	const keys = ids.map((id) => ({
		id,
		...generateKeyPairSync("rsa", { modulusLength: 2048 }),
	}));
	const spki = new Map(
		keys.map(({ id, publicKey }) => [
			id,
			publicKey.export({ type: "spki", format: "der" }),
		]),
	);
	const per = tokens / ids.length;
	const { manifest, root } = await makeManifest(
		{ survey: "s", version: 1, questionnaireHash: "vi:0 en:0" },
		ids.map((id) => ({
			id,
			population: 1000,
			invited: per,
			publicKey: spki.get(id) as Buffer,
		})),
	);
	const spent: BallotBox["spent"] = [];
	for (const { id, privateKey } of keys) {
		const key = signingKey(privateKey);
		for (let at = 0; at < per; at++) {
			// Unblinded: the box cannot tell.
			const message = randomBytes(64).toString("hex");
			const encoded = await encode(
				message,
				randomBytes(48).toString("hex"),
				256,
			);
			const bytes = Buffer.from(encoded.toString(16).padStart(512, "0"), "hex");
			spent.push([id, message, blindSign(key, bytes).toString("hex")]);
		}
	}
	return {
		format,
		survey: "s",
		access: "tokens",
		manifest,
		root,
		lots: ids.map((id) => ({
			id,
			printed: per,
			used: per,
			publicKey: spki.get(id)?.toString("base64") ?? "",
		})),
		spent: spent.sort(([, a], [, b]) => (a < b ? -1 : 1)),
		responses: Array.from({ length: tokens - 3 }, () =>
			randomBytes(32).toString("hex"),
		).sort(),
		withoutForm: 3,
	};
}
