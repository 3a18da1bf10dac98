// npm run attack [-- --json FILE]: every attack at full size; ends with 1 where a figure does not hold.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { machine } from "../bench/machine.ts";
import { printRows } from "../bench/print-rows.ts";
import type { Row } from "../bench/row.ts";
import { full, inAttackFolder, storageAttacks } from "./attack.ts";
import { attackWithCanaries } from "./canary.ts";
import { attackGate, fullGates } from "./gate.ts";
import { attackSchema } from "./schema.ts";
import { attackTables } from "./tables.ts";

const { values } = parseArgs({ options: { json: { type: "string" } } });
const state = machine();
const rows: Row[] = [];
await inAttackFolder(async (folder) => {
	// Each part's figures as soon as they are there: the whole takes long.
	for (const [name, attack] of [
		["schema", attackSchema],
		["canaries", () => attackWithCanaries(20)],
		...storageAttacks(full, folder, (what) => console.error(what)),
		...fullGates.map((of) => [`gate, ${of.forms} forms`, () => attackGate(of)]),
		["tables", () => attackTables({ forms: 3000, requests: 10_000, seed: 1 })],
	] as ReturnType<typeof storageAttacks>) {
		const found = await attack();
		printRows(`attack: ${name}`, state, found);
		rows.push(...found);
	}
});
if (values.json)
	writeFileSync(
		values.json,
		`${JSON.stringify({ bench: "attack", machine: state, rows }, null, "\t")}\n`,
	);
if (rows.some(({ holds }) => holds === false)) process.exitCode = 1;
