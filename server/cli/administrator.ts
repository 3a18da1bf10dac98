import { setupLink } from "../actions/make-setup-link.ts";
import type { Command } from "./command.ts";

export const administrator: Command = {
	usage:
		"  administrator        a one-time link that makes another administrator",
	run: (_args, context) => setupLink(context()),
};
