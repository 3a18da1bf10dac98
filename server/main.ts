import { installTrial, trialInvitation } from "./actions/install-trial.ts";
import { setupLink } from "./actions/make-setup-link.ts";
import { readConfig } from "./config.ts";
import { readDefinitions } from "./read-definitions.ts";
import { startServer } from "./start.ts";

try {
	const definitions = readDefinitions();
	const { context, url } = await startServer(readConfig(process.env));
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
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
