import { z } from "zod";

const schema = z.object({
	DATA_DIR: z.string().min(1).default("./data"),
	PORT: z.coerce.number().int().min(0).max(65535).default(8080),
	/** The address on cards and links; by default this machine's own. */
	PUBLIC_URL: z
		.url({ protocol: /^https?$/ })
		.refine((url) => /^https?:\/\/[^/?#]+\/?$/.test(url), {
			message: "it must be an origin such as https://phieu.example.vn",
		})
		.transform((url) => url.replace(/\/$/, ""))
		.optional(),
});

export interface Config {
	dataDir: string;
	port: number;
	publicUrl?: string;
}

/** Settings from the environment. Throws an Error that names the setting and what it must be. */
export function readConfig(env: Record<string, string | undefined>): Config {
	const parsed = schema.safeParse(env);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		throw new Error(
			`the setting ${issue?.path.join(".")} is not usable (${issue?.message}): correct it or leave it out`,
		);
	}
	const { DATA_DIR, PORT, PUBLIC_URL } = parsed.data;
	return {
		dataDir: DATA_DIR,
		port: PORT,
		...(PUBLIC_URL ? { publicUrl: PUBLIC_URL } : {}),
	};
}
