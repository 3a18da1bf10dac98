/** Says where a bug is, and nothing else: its message may hold what a person sent, in lines that begin as a frame's do. */
export function logBug(error: unknown): void {
	const { name, stack } = error instanceof Error ? error : new Error();
	const frames = stack?.split("\n").filter((line) => frame.test(line));
	console.error(`${name}\n${frames?.slice(0, 6).join("\n")}`);
}

const frame = /^\s+at (?:.* \()?(?:file:\/|node:|\/)\S*:\d+:\d+\)?$/;
