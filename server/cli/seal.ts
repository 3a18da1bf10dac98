import { sealStorage } from "../actions/seal-storage.ts";
import type { Command } from "./command.ts";

export const seal: Command = {
	usage: `  seal                 write the file of responses anew now, as every night, and replace the encrypted backups`,
	async run(_args, context) {
		const files = await sealStorage(context());
		return [
			"The file of responses is written anew.",
			...(files.length > 0
				? files.map((file) => `Backup: ${file}`)
				: [
						"No backup: BACKUP_DIR and BACKUP_RECIPIENT_COLLECTOR are not set.",
					]),
		].join("\n");
	},
};
