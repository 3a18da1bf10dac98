import {
	chmodSync,
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readLanguages } from "../../server/languages.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { pseudoLanguage } from "../support/pseudo-language.ts";
import { runProgram } from "../support/run-program.ts";

const newFolder = () => mkdtempSync(path.join(tmpdir(), "lang-nghe-"));

async function freePort(): Promise<string> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	return String(address && typeof address === "object" ? address.port : 0);
}

test("a first start prints the console, a one-time link and an invitation each; a second keeps what is there", async () => {
	const env = { DATA_DIR: newFolder(), PORT: await freePort() };
	const first = runProgram("main", env);
	const output = await first.printed(/invitation.*citizens#\S+\n/);
	const base = `http://localhost:${env.PORT}`;
	expect(output).toContain(`${base}/staff`);
	const link = /\/staff\/setup#([\w-]{43})/.exec(output)?.[1];
	expect(link).toBeDefined();
	const invitations = output.match(/http\S+\/s\/\w+#\S+/g) ?? [];
	expect(invitations).toHaveLength(2);
	expect((await fetch(base)).status).toBe(200);
	for (const address of invitations)
		expect((await fetch(address)).status).toBe(200);
	const setup = await fetch(`${base}/staff/api/setup`, {
		method: "POST",
		headers: { "content-type": "application/json", origin: base },
		body: JSON.stringify({
			token: link,
			name: "an",
			password: "một mật khẩu đủ dài",
		}),
	});
	expect(setup.status).toBe(200);
	// Told to end, it does so in order, and leaves no log of the database behind.
	expect(await first.stop()).toBe(0);
	expect(
		readdirSync(env.DATA_DIR).filter((name) => name.endsWith("-wal")),
	).toEqual([]);

	const second = runProgram("main", env);
	const again = await second.printed(/invitation.*citizens#\S+\n/);
	expect(again).not.toContain("/staff/setup#");
	expect(again.match(/http\S+\/s\/\w+#\S+/g)).toEqual(invitations);
	await second.stop();
});

test("a file that is no language: a sentence that names it, and nothing is made; mended, it is there", async () => {
	const folder = newFolder();
	mkdirSync(path.join(folder, "languages"));
	const file = path.join(folder, "languages", "tyz.json");
	writeFileSync(file, '{"name": "Tày"}');
	const env = { DATA_DIR: folder, PORT: await freePort() };
	const program = runProgram("main", env);
	expect(await program.exitCode).toBe(1);
	expect(program.output()).toContain("tyz.json, phone.next: has no text");
	expect(readdirSync(folder)).toEqual(["languages"]);

	const { vi } = readLanguages();
	writeFileSync(file, JSON.stringify(pseudoLanguage(vi, readDefinitions())));
	const mended = runProgram("main", env);
	await mended.printed(/invitation.*citizens#\S+\n/);
	const page = await fetch(`http://localhost:${env.PORT}/s/citizens?lang=tyz`);
	expect(await page.text()).toContain('<html lang="tyz" dir="rtl">');
	await mended.stop();
});

test("a port in use: one sentence that says which and what to do, exit code 1", async () => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, resolve));
	const address = server.address();
	const port = String(
		address && typeof address === "object" ? address.port : 0,
	);
	const program = runProgram("main", { DATA_DIR: newFolder(), PORT: port });
	expect(await program.exitCode).toBe(1);
	expect(program.output()).toContain(`port ${port} is in use`);
	expect(program.output().trim().split("\n")).toHaveLength(1);
	server.close();
});

test("a database that cannot be opened: its file and what to do, exit code 1", async () => {
	const folder = newFolder();
	// Root may write anywhere, but nobody can open a database that is none.
	writeFileSync(
		path.join(folder, "design.db"),
		"this is not a database, but text".repeat(200),
	);
	chmodSync(path.join(folder, "design.db"), 0o400);
	const program = runProgram("main", { DATA_DIR: folder, PORT: "0" });
	expect(await program.exitCode).toBe(1);
	expect(program.output()).toMatch(/design\.db cannot be opened.*check that/);
	expect(program.output().trim().split("\n")).toHaveLength(1);
});

test("a folder that cannot be made", async () => {
	const file = path.join(newFolder(), "file");
	writeFileSync(file, "");
	const program = runProgram("main", {
		DATA_DIR: path.join(file, "data"),
		PORT: "0",
	});
	expect(await program.exitCode).toBe(1);
	expect(program.output()).toContain("cannot be opened");
});

test("a setting that is none", async () => {
	const program = runProgram("main", { DATA_DIR: newFolder(), PORT: "eighty" });
	expect(await program.exitCode).toBe(1);
	expect(program.output()).toContain("the setting PORT is not usable");
});

test("a corrupt definition: file, place and remedy", () => {
	const folder = newFolder();
	const surveys = path.resolve(
		import.meta.dirname,
		"../../survey-definitions/surveys",
	);
	copyFileSync(
		path.join(surveys, "cadres.json"),
		path.join(folder, "cadres.json"),
	);
	expect(readDefinitions(folder)).toHaveLength(1);
	const text = readFileSync(path.join(folder, "cadres.json"), "utf8");
	writeFileSync(path.join(folder, "cadres.json"), text.slice(0, 5000));
	expect(() => readDefinitions(folder)).toThrow(
		/cadres\.json, the whole file: it is not JSON.*Remedy: mend/,
	);
	writeFileSync(
		path.join(folder, "cadres.json"),
		text.replace('"kind": "single"', '"kind": "sinle"'),
	);
	expect(() => readDefinitions(folder)).toThrow(/cadres\.json, CB_S1: .*kind/);
});
