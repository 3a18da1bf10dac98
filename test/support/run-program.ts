import { spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

/** Starts a built program of dist/server and collects what it prints. */
export function runProgram(
	name: string,
	env: Record<string, string>,
	args: string[] = [],
) {
	const child = spawn(
		process.execPath,
		[path.join(root, "dist/server", `${name}.js`), ...args],
		{ cwd: root, env: { PATH: process.env.PATH ?? "", ...env } },
	);
	let output = "";
	const waiting: (() => void)[] = [];
	const more = (chunk: Buffer) => {
		output += chunk;
		for (const check of waiting) check();
	};
	child.stdout.on("data", more);
	child.stderr.on("data", more);
	const exitCode = new Promise<number | null>((resolve) =>
		child.on("close", resolve),
	);
	return {
		exitCode,
		output: () => output,
		/** Resolves once the output matches; rejects when the program ends before. */
		printed: (pattern: RegExp) =>
			new Promise<string>((resolve, reject) => {
				const check = () => {
					if (pattern.test(output)) resolve(output);
				};
				waiting.push(check);
				check();
				exitCode.then(() => reject(new Error(`ended early: ${output}`)));
			}),
		async stop() {
			child.kill();
			return exitCode;
		},
	};
}
