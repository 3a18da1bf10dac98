import { spawnSync } from "node:child_process";

/** Whether a program is on this machine; where it is not, one line says that it did not run. */
export function hasReader(program: string, ...args: string[]): boolean {
	const { status } = spawnSync(program, args, { stdio: "ignore" });
	if (status === 0) return true;
	console.log(
		`not run: ${[program, ...args].join(" ")} is not on this machine`,
	);
	return false;
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
