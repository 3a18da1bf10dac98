/** Uniform in [0, 1) with 53 bits, from the phone's own generator. */
export function random(): number {
	const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
	return ((high >>> 5) * 67108864 + (low >>> 6)) / 9007199254740992;
}

/** 32 random bytes in base64url. */
export function receipt(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	return btoa(String.fromCharCode(...bytes))
		.replace(/\+/g, "-")
		.replace(/\//g, "_")
		.replace(/=/g, "");
}
