// npm run attack [-- --json FILE]: every attack at full size; ends with 1 where a figure does not hold.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { machine } from "../bench/machine.ts";
import { printRows } from "../bench/print-rows.ts";
import { attackStorage, full } from "./attack.ts";
import { attackWithCanaries } from "./canary.ts";
import { attackGate, fullGate } from "./gate.ts";
import { attackSchema } from "./schema.ts";
import { attackTables } from "./tables.ts";

const { values } = parseArgs({ options: { json: { type: "string" } } });
const state = machine();
const rows = [
	...attackSchema(),
	...(await attackWithCanaries(20)),
	...(await attackStorage(full, (what) => console.error(what))),
	...(await attackGate(fullGate)),
	...(await attackTables({ forms: 3000, requests: 10_000, seed: 1 })),
];
printRows("attack", state, rows);
if (values.json)
	writeFileSync(
		values.json,
		`${JSON.stringify({ bench: "attack", machine: state, rows }, null, "\t")}\n`,
	);
if (rows.some(({ holds }) => holds === false)) process.exitCode = 1;
