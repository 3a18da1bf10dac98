import {
	constants,
	createHash,
	createPublicKey,
	type KeyObject,
	verify,
} from "node:crypto";

/** What a respondent votes with: a message that nobody has seen before, signed by the issuer. */
export interface Token {
	message: Buffer;
	signature: Buffer;
}

const messageLength = 64;
const signatureLength = 256;

/** A token as the phone sends it, in hex; undefined if it cannot be one. */
export function readToken(sent: {
	message: string;
	signature: string;
}): Token | undefined {
	const isHex = (text: string, bytes: number) =>
		text.length === 2 * bytes && /^[0-9a-f]+$/.test(text);
	return isHex(sent.message, messageLength) &&
		isHex(sent.signature, signatureLength)
		? {
				message: Buffer.from(sent.message, "hex"),
				signature: Buffer.from(sent.signature, "hex"),
			}
		: undefined;
}

/** A lot's public key from SubjectPublicKeyInfo (DER). Reading takes longer than verifying: keep what is returned. */
export function readPublicKey(spki: Buffer): KeyObject {
	const key = createPublicKey({ key: spki, type: "spki", format: "der" });
	const { modulusLength, publicExponent } = key.asymmetricKeyDetails ?? {};
	if (
		key.asymmetricKeyType !== "rsa" ||
		modulusLength !== 8 * signatureLength ||
		publicExponent !== 65537n
	)
		throw new Error(
			"a lot's public key must be RSA of 2048 bits with the exponent 65537: the manifest or the database was altered",
		);
	return key;
}

/** RSASSA-PSS-VERIFY of RFC 8017, 8.1.2, with SHA-384 and a salt of 48 bytes. */
export const isSigned = (
	publicKey: KeyObject,
	{ message, signature }: Token,
): boolean =>
	message.length === messageLength &&
	signature.length === signatureLength &&
	verify(
		"sha384",
		message,
		{
			key: publicKey,
			padding: constants.RSA_PKCS1_PSS_PADDING,
			saltLength: 48,
		},
		signature,
	);

/** What is kept of a spent token. Of the message alone: signed anew, it would still be the same vote. */
export const nullifierOf = (message: Buffer): Buffer =>
	createHash("sha256").update(message).digest();
