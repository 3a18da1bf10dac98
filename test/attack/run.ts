// npm run attack [-- --only NAME] [--json FILE]: every attack at full size, each in a program of its own and as many at
// once as there are cores; ends with 1 where a figure does not hold.
import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { machine } from "../bench/machine.ts";
import { printRows } from "../bench/print-rows.ts";
import type { Row } from "../bench/row.ts";
import { full, inAttackFolder, storageAttacks } from "./attack.ts";
import { attackWithCanaries } from "./canary.ts";
import { attackGate, fullGates } from "./gate.ts";
import { attackSchema } from "./schema.ts";
import { attackTables } from "./tables.ts";

const attacksIn = (folder: string): ReturnType<typeof storageAttacks> => [
	["schema", attackSchema],
	["canaries", () => attackWithCanaries(20)],
	...fullGates.map((of): [string, () => Promise<Row[]>] => [
		`gate, ${of.forms} forms`,
		() => attackGate(of),
	]),
	["tables", () => attackTables({ forms: 3000, requests: 10_000, seed: 1 })],
	...storageAttacks(full, folder, (what) => console.error(what)),
];

const { values } = parseArgs({
	options: { json: { type: "string" }, only: { type: "string" } },
});

if (process.send && values.only) process.send(await attackNamed(values.only));
else await main();

async function main() {
	const state = machine();
	const names = attacksIn("")
		.map(([name]) => name)
		.filter((name) => name.startsWith(values.only ?? ""));
	if (names.length === 0) throw new Error(`no attack begins "${values.only}"`);
	const rows: Row[] = [];
	const waiting = [...names];
	const crew = Array.from({ length: availableParallelism() }, async () => {
		for (let name = waiting.shift(); name; name = waiting.shift()) {
			const found = await inProcess(name).catch((error: Error) => {
				// The others go on, and the whole does not hold.
				console.error(error.message);
				process.exitCode = 1;
				return [];
			});
			// Each part's figures as soon as they are there: the whole takes long.
			printRows(`attack: ${name}`, state, found);
			rows.push(...found);
		}
	});
	await Promise.all(crew);
	if (values.json)
		writeFileSync(
			values.json,
			`${JSON.stringify({ bench: "attack", machine: state, rows }, null, "\t")}\n`,
		);
	if (rows.some(({ holds }) => holds === false)) process.exitCode = 1;
}

function attackNamed(name: string): Promise<Row[]> {
	return inAttackFolder(async (folder) => {
		const [, attack] = attacksIn(folder).find(([one]) => one === name) ?? [];
		if (!attack) throw new Error(`there is no attack "${name}"`);
		return attack();
	});
}

function inProcess(name: string): Promise<Row[]> {
	return new Promise((resolve, reject) => {
		const child = fork(process.argv[1]!, ["--only", name]);
		child.on("message", (rows) => resolve(rows as Row[]));
		child.on("error", reject);
		child.on("exit", (code) =>
			reject(new Error(`attack "${name}" ended with ${code}`)),
		);
	});
}
