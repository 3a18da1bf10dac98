// The one runner of all benchmarks: npm run bench -- NAME [--json FILE]
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { isMainThread } from "node:worker_threads";
import * as analysis from "./analysis.ts";
import * as anonymity from "./anonymity.ts";
import * as coverage from "./coverage.ts";
import * as desk from "./desk.ts";
import { machine } from "./machine.ts";
import * as phone from "./phone.ts";
import { printRows } from "./print-rows.ts";
import * as report from "./report.ts";
import type { Row } from "./row.ts";
import * as sampling from "./sampling.ts";

/** `runInThread`: what the benchmark's worker threads do; they start this same program. */
const benches: Record<
	string,
	{ run(): Promise<Row[]>; runInThread?(): Promise<void> }
> = { analysis, anonymity, coverage, desk, phone, report, sampling };

async function main() {
	const { positionals, values } = parseArgs({
		allowPositionals: true,
		options: { json: { type: "string" } },
	});
	const [name = ""] = positionals;
	const bench = benches[name];
	if (!bench || positionals.length !== 1) {
		console.error(
			`${name ? `There is no benchmark "${name}"` : "Name a benchmark"}: npm run bench -- NAME [--json FILE], where NAME is one of ${Object.keys(benches).join(", ")}.`,
		);
		process.exit(1);
	}
	const state = machine();
	const rows = await bench.run();
	printRows(name, state, rows);
	if (values.json)
		writeFileSync(
			values.json,
			`${JSON.stringify({ bench: name, machine: state, rows }, null, "\t")}\n`,
		);
}

if (isMainThread) await main();
else
	for (const { runInThread } of Object.values(benches)) await runInThread?.();
