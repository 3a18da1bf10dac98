import { hash } from "@node-rs/argon2";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { openSession, tokenHash } from "./open-session.ts";

export const passwordLength = 10;

/** Makes a user, spends the setup link, and logs the user in: gives the session's token. */
export async function setUpStaff(
	context: ServerContext,
	{ token, name, password }: { token: string; name: string; password: string },
): Promise<string> {
	const { store } = context;
	if ([...password].length < passwordLength)
		throw new Refusal("invalid-request", [
			{
				variable: "password",
				code: "out-of-range",
				params: { min: passwordLength },
			},
		]);
	// argon2id with the library's defaults, which are OWASP's: 19 MiB, 2 passes, 1 lane.
	const passwordHash = await hash(password);
	const made = await store
		.useSetupLink(tokenHash(token), name, passwordHash)
		.catch(async (error) => {
			// Asked only once the link has proved good: nobody else learns which names exist.
			if ((await store.passwordHash(name)) === undefined) throw error;
			throw new Refusal("invalid-request", [
				{ variable: "name", code: "repeated" },
			]);
		});
	if (!made) throw new Refusal("setup-link-spent");
	return openSession(context, name);
}
