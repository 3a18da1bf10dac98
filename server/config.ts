import { Encrypter } from "age-encryption";
import { z } from "zod";

const isRecipient = (text: string) => {
	try {
		new Encrypter().addRecipient(text);
		return true;
	} catch {
		return false;
	}
};

const recipient = z
	.string()
	.refine(isRecipient, {
		message: "it must be the public key of age, which begins with age1",
	})
	.optional();

const origin = z
	.url({ protocol: /^https?$/ })
	.refine((url) => /^https?:\/\/[^/?#]+\/?$/.test(url), {
		message: "it must be an origin such as https://phieu.example.vn",
	})
	.transform((url) => url.replace(/\/$/, ""))
	.optional();

const schema = z.object({
	DATA_DIR: z.string().min(1).default("./data"),
	/** Issuer and collector are one program on one host, unless two organisations run one each. */
	ROLE: z.enum(["all", "issuer", "collector"]).default("all"),
	/** Of a collector: where phones fetch tokens. */
	ISSUER_URL: origin,
	/** Of an issuer: whose pages may ask for tokens. */
	COLLECTOR_URL: origin,
	PORT: z.coerce.number().int().min(0).max(65535).default(8080),
	/** The address on cards and links; by default this machine's own. */
	PUBLIC_URL: origin,
	BACKUP_DIR: z.string().min(1).optional(),
	/** Whose private keys open the backups; a file without one is not backed up. */
	BACKUP_RECIPIENT_COLLECTOR: recipient,
	BACKUP_RECIPIENT_ISSUER: recipient,
	BACKUP_RECIPIENT_DESIGN: recipient,
	BACKUP_RECIPIENT_RESULTS: recipient,
	BACKUP_RECIPIENT_STAFF: recipient,
});

/** Where backups go, and who can read which. */
export interface BackupPlan {
	folder: string;
	recipients: {
		database: "collector" | "issuer" | "design" | "results" | "staff";
		recipient: string;
	}[];
}

export type Role = "all" | "issuer" | "collector";

export interface Config {
	dataDir: string;
	role?: Role;
	issuerUrl?: string;
	collectorUrl?: string;
	port: number;
	publicUrl?: string;
	backup?: BackupPlan;
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
	const { DATA_DIR, PORT, PUBLIC_URL, ROLE, ISSUER_URL, COLLECTOR_URL } =
		parsed.data;
	if (ROLE === "collector" && !ISSUER_URL)
		throw new Error(
			"ROLE=collector needs ISSUER_URL: set it to the address where phones fetch tokens, such as https://ma.example.vn",
		);
	if (ROLE === "issuer" && !COLLECTOR_URL)
		throw new Error(
			"ROLE=issuer needs COLLECTOR_URL: set it to the address on the cards, whose pages ask for tokens",
		);
	const backup = backupOf(parsed.data);
	return {
		dataDir: DATA_DIR,
		role: ROLE,
		...(ROLE === "collector" && ISSUER_URL ? { issuerUrl: ISSUER_URL } : {}),
		...(ROLE === "issuer" && COLLECTOR_URL
			? { collectorUrl: COLLECTOR_URL }
			: {}),
		port: PORT,
		...(PUBLIC_URL ? { publicUrl: PUBLIC_URL } : {}),
		...(backup ? { backup } : {}),
	};
}

function backupOf(settings: z.infer<typeof schema>): BackupPlan | undefined {
	const recipients: BackupPlan["recipients"] = [];
	for (const [database, recipient] of [
		["collector", settings.BACKUP_RECIPIENT_COLLECTOR],
		["issuer", settings.BACKUP_RECIPIENT_ISSUER],
		["design", settings.BACKUP_RECIPIENT_DESIGN],
		["results", settings.BACKUP_RECIPIENT_RESULTS],
		["staff", settings.BACKUP_RECIPIENT_STAFF],
	] as const)
		if (recipient) recipients.push({ database, recipient });
	if (recipients.length === 0) return undefined;
	const { BACKUP_RECIPIENT_ISSUER: issuer } = settings;
	if (issuer && issuer === settings.BACKUP_RECIPIENT_COLLECTOR)
		throw new Error(
			"BACKUP_RECIPIENT_ISSUER and BACKUP_RECIPIENT_COLLECTOR are the same: no one key may open both backups, give each its own",
		);
	if (!settings.BACKUP_DIR)
		throw new Error(
			"BACKUP_RECIPIENT_… is set without BACKUP_DIR: set it to the folder for backups, on another disk",
		);
	return { folder: settings.BACKUP_DIR, recipients };
}
