// The one runner of all benchmarks: npm run bench -- NAME [--json FILE]
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { isMainThread } from "node:worker_threads";
import { machine } from "./machine.ts";
import { printRows } from "./print-rows.ts";
import type { Row } from "./row.ts";

/** `runInThread`: what the benchmark's worker threads do; they start this same program. */
interface Bench {
	run(): Promise<Row[]>;
	runInThread?(): Promise<void>;
}

// Each brings libraries that the memory of another is not to be measured with.
const benches: Record<string, () => Promise<Bench>> = {
	analysis: () => import("./analysis.ts"),
	anonymity: () => import("./anonymity.ts"),
	coverage: () => import("./coverage.ts"),
	desk: () => import("./desk.ts"),
	phone: () => import("./phone.ts"),
	report: () => import("./report.ts"),
	sampling: () => import("./sampling.ts"),
};

async function main() {
	const { positionals, values } = parseArgs({
		allowPositionals: true,
		options: { json: { type: "string" } },
	});
	const [name = ""] = positionals;
	const load = benches[name];
	if (!load || positionals.length !== 1) {
		console.error(
			`${name ? `There is no benchmark "${name}"` : "Name a benchmark"}: npm run bench -- NAME [--json FILE], where NAME is one of ${Object.keys(benches).join(", ")}.`,
		);
		process.exit(1);
	}
	const state = machine();
	const { run } = await load();
	const rows = await run();
	printRows(name, state, rows);
	if (values.json)
		writeFileSync(
			values.json,
			`${JSON.stringify({ bench: name, machine: state, rows }, null, "\t")}\n`,
		);
}

if (isMainThread) await main();
else
	for (const load of Object.values(benches))
		await (await load()).runInThread?.();
