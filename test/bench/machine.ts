import os from "node:os";

/** The state of the machine that figures were measured on. */
export interface Machine {
	cpu: string;
	cores: number;
	/** Average of the last minute, as the benchmark begins. */
	load: number;
	memoryGb: number;
	freeMemoryGb: number;
	node: string;
}

const inGb = (bytes: number) => Math.round(bytes / 1e8) / 10;

export const machine = (): Machine => ({
	cpu: os.cpus()[0]?.model.trim() ?? "unknown",
	cores: os.availableParallelism(),
	load: Math.round((os.loadavg()[0] ?? 0) * 100) / 100,
	memoryGb: inGb(os.totalmem()),
	freeMemoryGb: inGb(os.freemem()),
	node: process.version,
});
