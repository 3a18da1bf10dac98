import { hash, verify } from "@node-rs/argon2";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { LoginThrottle } from "./login-throttle.ts";
import { newToken, openSession } from "./open-session.ts";

let nobodysHash: Promise<string> | undefined;

/** Gives a session's token. An unknown name takes as long as a wrong password and is refused in the same words. */
export async function logIn(
	context: ServerContext,
	throttle: LoginThrottle,
	{ name, password }: { name: string; password: string },
): Promise<string> {
	const waitMs = throttle.attempt(name);
	if (waitMs > 0)
		throw new Refusal("too-many-attempts", [
			{
				variable: "password",
				code: "too-many",
				params: { seconds: Math.ceil(waitMs / 1000) },
			},
		]);
	const stored = await context.store.passwordHash(name);
	nobodysHash ??= hash(newToken());
	const right = await verify(stored ?? (await nobodysHash), password);
	if (!stored || !right) throw new Refusal("wrong-password");
	throttle.succeeded(name);
	return openSession(context, name);
}
