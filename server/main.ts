import { parseArgs } from "node:util";
import { surveysDenyingBackups } from "./actions/check-backup-text.ts";
import { installTrial, trialInvitation } from "./actions/install-trial.ts";
import { setupLink } from "./actions/make-setup-link.ts";
import { type Config, readConfig } from "./config.ts";
import { readDefinitions } from "./read-definitions.ts";
import { sentenceOf } from "./sentence-of.ts";
import { startIssuer, startServer } from "./start.ts";

// What is written here is nobody else's to read.
process.umask(0o077);

try {
	const config = readConfig({ ...process.env, ...roleOf(process.argv) });
	if (config.role === "issuer") await runIssuer(config);
	else await runServer(config);
} catch (error) {
	console.error(sentenceOf(error));
	process.exit(1);
}

/** `--role NAME` comes before ROLE. */
function roleOf(argv: string[]): { ROLE?: string } {
	const { values } = parseArgs({
		args: argv.slice(2),
		options: { role: { type: "string" } },
	});
	return values.role ? { ROLE: values.role } : {};
}

/** Ends as it should: what has been sent is stored and answered, and the databases are closed. */
function whenTold(close: () => Promise<void>) {
	for (const signal of ["SIGTERM", "SIGINT"] as const)
		process.once(signal, () => void close().then(() => process.exit(0)));
}

async function runIssuer(config: Config) {
	const { issuer, url, close } = await startIssuer(config);
	whenTold(close);
	console.log(`\nLắng nghe, issuer alone, is listening on ${url}\n`);
	console.log(`Pages that may ask  ${config.collectorUrl}`);
	for (const { surveyId, state } of await issuer.store.issuedSurveys())
		console.log(`Survey              ${surveyId}: ${state}`);
}

async function runServer(config: Config) {
	const definitions = readDefinitions();
	const { context, url, close } = await startServer(config);
	whenTold(close);
	for (const definition of definitions) await installTrial(context, definition);

	console.log(`\nLắng nghe is listening on ${url}\n`);
	console.log(`Staff console       ${context.publicUrl}/staff`);
	if ((await context.store.userCount()) === 0)
		console.log(
			`First administrator ${await setupLink(context)}\n                    (works once)`,
		);
	for (const { id } of await context.store.surveys()) {
		const invitation = await trialInvitation(context, id);
		if (invitation) console.log(`Sample invitation   ${invitation}`);
	}
	console.log("");
	console.log(
		context.backup
			? `Backups go to ${context.backup.folder} every night, one generation, encrypted.
`
			: "No backups are made: set BACKUP_DIR and BACKUP_RECIPIENT_COLLECTOR (see server/README.md).\n",
	);
	for (const id of await surveysDenyingBackups(context))
		console.log(
			`Warning: the consent screen of ${id} says that no backups are made. Set its BACKUP_TEXT, or make none.\n`,
		);
	if (/^http:\/\/(?!localhost|127\.)/.test(context.publicUrl))
		console.log(
			"Warning: PUBLIC_URL is not https. The consent screen says that the network cannot see the content; without TLS it can.\n",
		);
}
