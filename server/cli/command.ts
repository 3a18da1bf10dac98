import type { ServerContext } from "../context.ts";

/** One word of the command line: a file of this folder, listed in cli.ts. */
export interface Command {
	/** Lines for the list of commands, two spaces before each. */
	usage: string;
	/** Gives what is to be printed; throws an Error that says what to do, or a Refusal. Opening the context opens the databases. */
	run(args: string[], context: () => ServerContext): Promise<string>;
}
