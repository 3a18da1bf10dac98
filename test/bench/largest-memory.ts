import { readFileSync } from "node:fs";

/** Megabytes that this process had at most, its threads included. What getrusage says begins with the size of the process that forked this one. */
export const largestMemory = (): number =>
	(Number(
		/VmHWM:\s*(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1],
	) *
		1024) /
	1e6;
