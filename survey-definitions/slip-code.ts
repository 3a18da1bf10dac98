// The code on a card: 4 characters of the lot, 16 of chance (80 bits), 1 of check, in Crockford's base32.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const lotLength = 4;
const length = lotLength + 16 + 1;

/** Odd weights find every single wrong character and nearly every exchange of two neighbours. */
function checkCharacter(characters: string): string {
	let sum = 0;
	for (const [index, character] of [...characters].entries())
		sum += (2 * index + 1) * alphabet.indexOf(character);
	return alphabet[sum % 32] as string;
}

/** Characters of base32 for random bytes, 5 bits of each byte. */
export const base32 = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => alphabet[byte % 32]).join("");

/** The whole code of a new slip from its lot and 16 random bytes. */
export function slipCode(lotId: string, random: Uint8Array): string {
	const characters = lotId + base32(random.subarray(0, 16));
	return characters + checkCharacter(characters);
}

/** What a person typed or scanned, as the one form that is checked and hashed; undefined if it cannot be a code. */
export function readSlipCode(typed: string): string | undefined {
	const code = typed
		.toUpperCase()
		.replace(/[\s.–-]/g, "")
		.replace(/O/g, "0")
		.replace(/[IL]/g, "1");
	const isWhole =
		code.length === length && [...code].every((c) => alphabet.includes(c));
	return isWhole && checkCharacter(code.slice(0, -1)) === code.at(-1)
		? code
		: undefined;
}

/** What follows the # of an invitation's address: lot.code, and the fingerprint where the code leads to a token. */
export function readInvitation(fragment: string): {
	code: string | undefined;
	fingerprint: string | undefined;
} {
	const [, typed = fragment, fingerprint] =
		/^(.*?)\.([0-9a-f]{20,64})$/.exec(fragment) ?? [];
	return { code: readSlipCode(typed), fingerprint };
}

export const lotOfSlip = (code: string): string => code.slice(0, lotLength);

/** As printed on a card: K7Q2-XXXX-XXXX-XXXX-XXXXX. */
export const printedSlip = (code: string): string =>
	code.replace(/^(.{4})(.{4})(.{4})(.{4})(.{5})$/, "$1-$2-$3-$4-$5");
