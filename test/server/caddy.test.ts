import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import {
	createServer as createHttpServer,
	type IncomingHttpHeaders,
	request,
} from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { getRequestListener } from "@hono/node-server";
import { expect, test } from "vitest";
import { createApp } from "../../server/app.ts";
import { smallSurvey } from "../survey-definitions/small-survey.ts";
import { newContext } from "./new-context.ts";

const caddyfile = path.resolve(import.meta.dirname, "../../server/Caddyfile");
const isHere = spawnSync("caddy", ["version"]).status === 0;
if (!isHere) console.log("not run: caddy is not installed");

const marks = {
	address: "203.0.113.77",
	agent: "canary-agent-5",
	referrer: "https://canary.example/from",
	cookie: "canary-cookie-5",
	query: "canary-query-5",
};

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** Runs the project's Caddyfile on loopback without TLS; gives what it wrote anywhere. */
async function proxied(
	config: string,
	upstream: number,
	work: (port: number) => Promise<void>,
): Promise<string> {
	const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-caddy-"));
	const port = await freePort();
	const file = path.join(folder, "Caddyfile");
	writeFileSync(
		file,
		config
			.replace(/^phieu\.example\.vn \{/m, `http://127.0.0.1:${port} {`)
			.replace("127.0.0.1:8080", `127.0.0.1:${upstream}`),
	);
	const caddy = spawn(
		"caddy",
		["run", "--config", file, "--adapter", "caddyfile"],
		{
			cwd: folder,
			env: {
				PATH: process.env.PATH ?? "",
				HOME: folder,
				XDG_DATA_HOME: folder,
				XDG_CONFIG_HOME: folder,
			},
		},
	);
	let said = "";
	for (const stream of [caddy.stdout, caddy.stderr])
		stream.on("data", (part: Buffer) => {
			said += part;
		});
	const ended = new Promise((resolve) => caddy.on("close", resolve));
	try {
		for (let tries = 0; tries < 200; tries++) {
			if (await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))
				break;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		await work(port);
	} finally {
		caddy.kill();
		await ended;
	}
	const written = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name !== "Caddyfile")
		.map((entry) =>
			readFileSync(path.join(entry.parentPath, entry.name)).toString("latin1"),
		);
	rmSync(folder, { recursive: true, force: true });
	return [said, ...written].join("\n");
}

const ask = (port: number, at: string, body = ""): Promise<number> =>
	new Promise((resolve, reject) => {
		const outgoing = request(
			{
				...{ host: "127.0.0.1", port, path: at },
				method: body ? "POST" : "GET",
				headers: {
					...(body ? { "content-type": "application/json" } : {}),
					"user-agent": marks.agent,
					referer: marks.referrer,
					cookie: `id=${marks.cookie}`,
					"x-forwarded-for": marks.address,
					"x-real-ip": marks.address,
					forwarded: `for=${marks.address}`,
				},
			},
			(reply) => {
				reply.resume();
				reply.on("end", () => resolve(reply.statusCode ?? 0));
			},
		);
		outgoing.on("error", reject);
		outgoing.end(body);
	});

test.runIf(isHere)("the Caddyfile is valid as it stands", () => {
	execFileSync(
		"caddy",
		["validate", "--config", caddyfile, "--adapter", "caddyfile"],
		{
			stdio: "pipe",
			env: {
				PATH: process.env.PATH ?? "",
				HOME: mkdtempSync(path.join(tmpdir(), "caddy-")),
			},
		},
	);
});

test.runIf(isHere)(
	"through it pages and forms pass, the program hears of no address, agent or referrer, and nothing is written down",
	async () => {
		const definition = smallSurvey();
		definition.parameters.CONTROLLER = {};
		const app = createApp(await newContext([definition]));
		const heard: IncomingHttpHeaders[] = [];
		const listener = getRequestListener(app.fetch);
		const program = createHttpServer((incoming, outgoing) => {
			heard.push(incoming.headers);
			void listener(incoming, outgoing);
		});
		await new Promise<void>((resolve) =>
			program.listen(0, "127.0.0.1", resolve),
		);
		const { port: upstream } = program.address() as AddressInfo;
		const config = readFileSync(caddyfile, "utf8");
		const work = async (port: number) => {
			expect(await ask(port, `/s/small?${marks.query}`)).toBe(200);
			expect(await ask(port, `/${marks.query}`)).toBe(404);
			expect(await ask(port, "/s/small/responses", "{}")).toBe(400);
			// While the program is away the proxy has an error to tell of.
			program.closeAllConnections();
			await new Promise((resolve) => program.close(resolve));
			expect(await ask(port, `/s/small?${marks.query}`)).toBe(502);
		};
		const needles = Object.values(marks);
		const written = await proxied(config, upstream, work);
		for (const mark of needles) expect(written).not.toContain(mark);
		expect(heard.length).toBeGreaterThan(3);
		const told = JSON.stringify(heard);
		for (const mark of [marks.address, marks.agent, marks.referrer])
			expect(told).not.toContain(mark);
		for (const headers of heard)
			expect(Object.keys(headers)).not.toContain("x-forwarded-for");

		// The control: without its lines about logs the same proxy writes down what it could not pass on.
		const careless = config.replace("output discard", "output stderr");
		expect(careless).not.toBe(config);
		const kept = await proxied(careless, upstream, async (port) => {
			expect(await ask(port, `/s/small?${marks.query}`)).toBe(502);
		});
		expect(kept).toContain(marks.query);
	},
	60_000,
);
