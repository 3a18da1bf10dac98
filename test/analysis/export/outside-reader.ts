import { spawnSync } from "node:child_process";

const found = new Map<string, boolean>();

/** Whether a program is on this machine; where it is not, one line says that it did not run. */
export function hasReader(program: string, ...args: string[]): boolean {
	const command = [program, ...args].join(" ");
	// R takes a second or two to say so.
	const isHere =
		found.get(command) ??
		spawnSync(program, args, { stdio: "ignore" }).status === 0;
	found.set(command, isHere);
	if (!isHere) console.log(`not run: ${command} is not on this machine`);
	return isHere;
}

/** What a program prints; throws with its errors where it fails. */
export function ask(program: string, args: string[], cwd?: string): string {
	const { status, stdout, stderr } = spawnSync(program, args, {
		encoding: "utf8",
		maxBuffer: 1 << 28,
		...(cwd ? { cwd } : {}),
	});
	if (status !== 0) throw new Error(`${program}: ${stderr}${stdout}`);
	return stdout;
}
