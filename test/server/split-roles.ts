import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { runProgram } from "../support/run-program.ts";
import { printedCards, tokenContext } from "./token-survey.ts";

const newFolder = () => mkdtempSync(path.join(tmpdir(), "lang-nghe-roles-"));

async function freePort(): Promise<string> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	return String(address && typeof address === "object" ? address.port : 0);
}

/** A survey prepared on one machine, whose files then go their own ways: issuer and collector as two processes. */
export async function splitRoles() {
	const [collectorFolder, issuerFolder] = [newFolder(), newFolder()];
	const context = await tokenContext(collectorFolder);
	const cards = await printedCards(context);
	context.store.close();
	context.issuer.store.close();
	mkdirSync(path.join(issuerFolder, "keys"), { recursive: true });
	for (const name of [
		"issuer.db",
		"keys/invitation-pepper",
		"keys/lot-sealing-key",
	]) {
		copyFileSync(
			path.join(collectorFolder, name),
			path.join(issuerFolder, name),
		);
		rmSync(path.join(collectorFolder, name));
	}
	const [issuerPort, collectorPort] = [await freePort(), await freePort()];
	const issuerUrl = `http://localhost:${issuerPort}`;
	const collectorUrl = `http://localhost:${collectorPort}`;
	const issuer = runProgram("main", {
		...{ DATA_DIR: issuerFolder, PORT: issuerPort, ROLE: "issuer" },
		COLLECTOR_URL: collectorUrl,
	});
	const startCollector = () =>
		runProgram("main", {
			...{ DATA_DIR: collectorFolder, PORT: collectorPort, ROLE: "collector" },
			ISSUER_URL: issuerUrl,
		});
	let collector = startCollector();
	await issuer.printed(/small: open/);
	await collector.printed(/listening/);
	return {
		...{ cards, issuerUrl, collectorUrl, issuerFolder, collectorFolder },
		/** What the collector keeps in memory alone is gone. */
		async restartCollector() {
			await collector.stop();
			collector = startCollector();
			await collector.printed(/listening/);
		},
		async stop() {
			await issuer.stop();
			await collector.stop();
		},
	};
}
