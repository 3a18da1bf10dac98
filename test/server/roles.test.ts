import { randomBytes } from "node:crypto";
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../db/store.ts";
import { openContext } from "../../server/open-context.ts";
import { splitRoles } from "./split-roles.ts";
import {
	phoneOf,
	phoneTo,
	printedCards,
	smallResponse,
	tokenContext,
} from "./token-survey.ts";

const newFolder = () => mkdtempSync(path.join(tmpdir(), "lang-nghe-roles-"));

/** Prepared on one machine. */
async function prepared(folder: string) {
	const context = await tokenContext(folder);
	await printedCards(context);
	context.store.close();
	context.issuer.store.close();
}

test("issuer and collector as two processes on two ports, each with its own files alone", async () => {
	const split = await splitRoles();
	const { cards, issuerUrl, collectorUrl } = split;

	const [card, other] = cards as [(typeof cards)[0], (typeof cards)[0]];
	const phone = phoneOf(
		(address, init) => fetch(collectorUrl + address, init),
		(address, init) => fetch(issuerUrl + address, init),
	);
	const token = await phone.token(card);
	const sent = { token, lot: card.lot, response: smallResponse() };
	expect((await phone.send(sent)).status).toBe(201);

	// Neither answers for the other, and only the collector's pages may ask the issuer.
	const [, blinded] = await phone.blinded(other);
	const body = JSON.stringify({ code: other.code, blinded: blinded.blinded });
	const post = (url: string, origin = collectorUrl) =>
		fetch(`${url}/s/small/tokens`, {
			method: "POST",
			headers: { "content-type": "application/json", origin },
			body,
		});
	expect((await post(collectorUrl)).status).toBe(404);
	expect((await fetch(`${issuerUrl}/s/small`)).status).toBe(404);
	expect((await fetch(`${issuerUrl}/staff`)).status).toBe(404);
	const allowed = await post(issuerUrl);
	expect(allowed.status).toBe(200);
	expect(allowed.headers.get("access-control-allow-origin")).toBe(collectorUrl);
	const foreign = await post(issuerUrl, "https://evil.example");
	expect(foreign.headers.get("access-control-allow-origin")).not.toBe(
		"https://evil.example",
	);
	const preflight = await fetch(`${issuerUrl}/s/small/tokens`, {
		method: "OPTIONS",
		headers: {
			origin: collectorUrl,
			"access-control-request-method": "POST",
			"access-control-request-headers": "content-type",
		},
	});
	expect(preflight.status).toBe(204);
	// A refusal must be readable by the page as well.
	const refused = await fetch(`${issuerUrl}/s/small/tokens`, {
		method: "POST",
		headers: { "content-type": "application/json", origin: collectorUrl },
		body: JSON.stringify({ code: "x", blinded: "00" }),
	});
	expect(refused.status).toBe(404);
	expect(refused.headers.get("access-control-allow-origin")).toBe(collectorUrl);
	const page = await fetch(`${collectorUrl}/s/small`);
	expect(page.headers.get("content-security-policy")).toContain(
		`connect-src 'self' ${issuerUrl};`,
	);
	expect(await page.text()).toContain(issuerUrl);
	expect(await (await fetch(`${collectorUrl}/ai-biet-gi`)).text()).toContain(
		"thông đồng",
	);
	await split.stop();
	expect(existsSync(path.join(split.collectorFolder, "issuer.db"))).toBe(false);
	expect(
		readdirSync(split.issuerFolder).filter((name) => name.endsWith(".db")),
	).toEqual(["issuer.db"]);
});

test("after a restart a retry of the same form is told “already received”, and so is another one: one is counted", async () => {
	const folder = newFolder();
	const before = await tokenContext(folder);
	const [card] = await printedCards(before);
	if (!card) throw new Error("no cards");
	const phone = phoneTo(before);
	const sent = {
		token: await phone.token(card),
		lot: card.lot,
		response: smallResponse(),
	};
	expect((await phone.send(sent)).status).toBe(201);
	before.store.close();
	before.issuer.store.close();

	// The peppers in the test are not those of files: only what the collector keeps matters here.
	const store = openStore(folder);
	const again = phoneTo({ ...before, store });
	for (const body of [sent, { ...sent, receipt: "other" }]) {
		const reply = await again.send(body);
		expect([reply.status, await reply.json()]).toEqual([
			200,
			{ status: "already-received" },
		]);
	}
	expect(await store.responseCount("small")).toBe(1);
	store.close();
});

test("a wrong or missing key file: the program refuses to open and says which, and the right one opens again", async () => {
	const folder = newFolder();
	await prepared(folder);
	const config = { dataDir: folder, port: 0 };
	const open = () => {
		const context = openContext(config);
		context.store.close();
		context.issuer?.store.close();
	};
	open();
	for (const [name, said] of [
		["slip-pepper", "keys/slip-pepper does not belong to collector.db"],
		[
			"invitation-pepper",
			"keys/invitation-pepper does not belong to issuer.db",
		],
		["lot-sealing-key", "does not open: the key file is not the one"],
	] as const) {
		const file = path.join(folder, "keys", name);
		copyFileSync(file, `${file}.right`);
		writeFileSync(file, randomBytes(32));
		expect(open, name).toThrow(said);
		writeFileSync(file, randomBytes(31));
		expect(open, name).toThrow("32 bytes");
		rmSync(file);
		expect(open, name).toThrow(
			name === "lot-sealing-key" ? "cannot be read" : said,
		);
		expect(existsSync(file), name).toBe(false);
		copyFileSync(`${file}.right`, file);
		open();
	}
});

test("a first start that fails on the issuer's files keeps the key that its database has taken: the next start opens", async () => {
	const before = newFolder();
	await prepared(before);
	const folder = newFolder();
	mkdirSync(path.join(folder, "keys"));
	const key = path.join(folder, "keys", "invitation-pepper");
	const config = { dataDir: folder, port: 0 };
	// Only a part of what was saved has been put back.
	copyFileSync(path.join(before, "issuer.db"), path.join(folder, "issuer.db"));
	const said = "keys/invitation-pepper does not belong to issuer.db";
	expect(() => openContext(config)).toThrow(said);
	for (const name of ["invitation-pepper", "lot-sealing-key"])
		copyFileSync(
			path.join(before, "keys", name),
			path.join(path.dirname(key), name),
		);
	const context = openContext(config);
	context.store.close();
	context.issuer?.store.close();
});
