import { generateKeyPairSync, randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { parentPort, Worker, workerData } from "node:worker_threads";
import { brotliCompressSync } from "node:zlib";
import {
	blind,
	finalize,
	prepare,
} from "../../client/respondent/blind-token.ts";
import { auditBallotBox } from "../../server/actions/audit-ballot-box.ts";
import { type BallotBox, ballotBoxHash } from "../../server/ballot-box.ts";
import { blindSign } from "../../server/tokens/blind-sign.ts";
import { makeLotKeys } from "../../server/tokens/lot-keys.ts";
import { makeManifest } from "../../server/tokens/make-manifest.ts";
import {
	isSigned,
	readPublicKey,
	readToken,
	type Token,
} from "../../server/tokens/verify-token.ts";
import { differenceFromOracle } from "../support/blind-oracle.ts";
import { openBrowser } from "../support/browser.ts";
import { builtAlone, bytesBuiltAlone } from "../support/built-alone.ts";
import { fullBallotBox } from "../support/full-ballot-box.ts";
import { type KeyOfBoth, keyOfBoth } from "../support/lot-key.ts";
import { progress } from "../support/simulate/progress.ts";
import { type Row, row } from "./row.ts";

const chunk = "client/respondent/blind-token.ts";
const cases = 10_000;
/** A new key every so many cases. */
const casesOfKey = 100;
const slowdown = 6;

/** What blind tokens cost the issuer, the collector and the phone, and whether another implementation agrees. */
export async function run(): Promise<Row[]> {
	const key = await newKey();
	return [
		...(await serverRows(key)),
		await generation(),
		row("client crypto, brotli", await bytesBuiltAlone(chunk), "bytes", {
			op: "<=",
			value: 1536,
		}),
		...(await phoneRows()),
		...(await auditRows()),
		await differential(),
	];
}

const newKey = () =>
	keyOfBoth(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey);

async function serverRows(key: KeyOfBoth): Promise<Row[]> {
	const messages = Array.from({ length: 10 }, () => {
		const blinded = randomBytes(256);
		blinded[0] = 1;
		return blinded;
	});
	const tokens: Token[] = [];
	for (let at = 0; at < 100; at++) tokens.push(await issue(key));
	const publicKey = readPublicKey(key.spki);
	return [
		row(
			"blind signing, one core",
			best(messages, (blinded) => blindSign(key.issuer, blinded)),
			"per second",
			{ op: ">=", value: 1500 },
			"with every check of the message",
		),
		row(
			"verifying, one core",
			best(tokens, (token) => {
				if (!isSigned(publicKey, token)) throw new Error("a good token fails");
			}),
			"per second",
			{ op: ">=", value: 15_000 },
		),
	];
}

async function issue({ phone, issuer }: KeyOfBoth): Promise<Token> {
	const blinded = await blind(phone, prepare());
	const signed = blindSign(issuer, Buffer.from(blinded.blinded, "hex"));
	const sent = await finalize(phone, blinded, signed.toString("hex"));
	return readToken(sent) as Token;
}

/** Per second in the shortest of the runs of five seconds: the machine may be busy beside, never idle faster. */
function best<T>(items: T[], work: (item: T) => void): number {
	let seconds = Infinity;
	const end = performance.now() + 5000;
	while (performance.now() < end) {
		const started = performance.now();
		for (const item of items) work(item);
		seconds = Math.min(seconds, (performance.now() - started) / 1000);
	}
	return items.length / seconds;
}

async function generation(): Promise<Row> {
	const lots = Array.from({ length: 40 }, (_, at) => String(at));
	const started = performance.now();
	await makeLotKeys(lots, randomBytes(32));
	const seconds = (performance.now() - started) / 1000;
	return row(
		"key generation",
		seconds / lots.length,
		"s/key",
		undefined,
		`${lots.length} keys, two at once`,
	);
}

/** In a page of its own each time, so that no code is warm; the chunk is there already, as the page fetches it ahead. */
async function phoneRows(): Promise<Row[]> {
	const spki = (await newKey()).spki;
	const lots = Array.from({ length: 200 }, (_, at) => ({
		id: `L${at}`,
		population: 1000,
		invited: 50,
		publicKey: at === 77 ? spki : randomBytes(294),
	}));
	const head = {
		survey: "bench",
		version: 1,
		questionnaireHash: ["vi", "en"]
			.map((language) => `${language}:${randomBytes(32).toString("hex")}`)
			.join(" "),
	};
	const { fingerprint, offers } = await makeManifest(head, lots);
	const code = await builtAlone(chunk);
	const browser = await openBrowser();
	const times: number[] = [];
	try {
		for (let time = 0; time < 9; time++) {
			const context = await browser.newContext();
			const page = await context.newPage();
			// WebCrypto is there only where a page came over TLS; nothing leaves this machine.
			await page.route("https://phone.invalid/**", (route) =>
				route.fulfill(
					route.request().url().endsWith(".js")
						? { contentType: "text/javascript", body: code }
						: { contentType: "text/html", body: "<!doctype html>" },
				),
			);
			await page.goto("https://phone.invalid/");
			const session = await context.newCDPSession(page);
			await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
			const text = JSON.stringify([fingerprint, offers.get("L77")]);
			times.push(
				(await page.evaluate(`(async () => {
					const [fingerprint, offer] = ${text};
					const token = await import("/token.js");
					const started = performance.now();
					const key = await token.readLotKey("bench", "L77", fingerprint, offer);
					await token.blind(key, token.prepare());
					return performance.now() - started;
				})()`)) as number,
			);
			await context.close();
		}
	} finally {
		await browser.close();
	}
	const sorted = times.toSorted((a, b) => a - b);
	return [
		row(
			`first blinding, CPU ${slowdown} times slower`,
			sorted[4] as number,
			"ms",
			{ op: "<=", value: 150 },
			`key and proof checked, of 200 lots; median of ${times.length} pages, slowest ${Math.round(sorted.at(-1) as number)} ms`,
		),
		row(
			"what the phone is given of the manifest",
			brotliCompressSync(JSON.stringify(offers.get("L77"))).length,
			"bytes",
			{ op: "<=", value: 1024 },
			"key and proof, of 200 lots, brotli",
		),
	];
}

type Ballot = BallotBox["spent"][number];

/** What somebody might do to a box, and whether only the hash published at close can show it. */
const tamperings: [needsHash: boolean, change: (box: BallotBox) => void][] = [
	[
		false,
		({ spent }) => {
			(spent[4711] as Ballot)[2] = randomBytes(256).toString("hex");
		},
	],
	[
		false,
		({ spent }) => {
			(spent[17] as Ballot)[1] = randomBytes(64).toString("hex");
		},
	],
	[
		false,
		({ spent, responses }) => {
			const [message, signature] = [randomBytes(64), randomBytes(256)];
			spent.push(["K0T1", message.toString("hex"), signature.toString("hex")]);
			responses.push("ff".repeat(32));
		},
	],
	[
		true,
		({ spent, responses }) => {
			spent.splice(99, 1);
			responses.splice(5, 1);
		},
	],
];

/** A ballot box checked from its file alone. */
async function auditRows(): Promise<Row[]> {
	const tokens = 10_000;
	const box = await fullBallotBox(tokens);
	const publishedHash = ballotBoxHash(box);
	const started = performance.now();
	const honest = await auditBallotBox(box, { publishedHash });
	const seconds = (performance.now() - started) / 1000;
	let found = 0;
	for (const [needsHash, change] of tamperings) {
		const altered = structuredClone(box);
		change(altered);
		const { findings } = await auditBallotBox(
			altered,
			needsHash ? { publishedHash } : {},
		);
		if (findings.length > 0) found++;
	}
	return [
		row(
			"signatures that hold by public keys alone",
			honest.findings.length === 0 ? honest.verified : 0,
			`of ${tokens}`,
			{ op: ">=", value: tokens },
			`audit ballot-box, ${seconds.toFixed(1)} s`,
		),
		row(
			"found: forged, replaced, added; removed by the hash",
			found,
			`of ${tamperings.length}`,
			{ op: ">=", value: tamperings.length },
		),
	];
}

interface Share {
	bench: "anonymity";
	cases: number;
}

async function differential(): Promise<Row> {
	const crew = Math.min(2, availableParallelism());
	const bar = progress("differential cases", cases);
	const differences = await Promise.all(
		Array.from({ length: crew }, () => {
			const share: Share = { bench: "anonymity", cases: cases / crew };
			const worker = new Worker(process.argv[1] as string, {
				workerData: share,
			});
			return new Promise<number>((resolve, reject) => {
				let different = 0;
				worker.on("message", (difference: string | undefined) => {
					if (difference) different++;
					bar.step();
				});
				worker.once("error", reject);
				worker.once("exit", () => resolve(different));
			});
		}),
	);
	bar.end();
	return row(
		"cases that differ from @cloudflare/blindrsa-ts",
		differences.reduce((sum, count) => sum + count, 0),
		`of ${cases}`,
		{ op: "=", value: 0 },
		`a new key every ${casesOfKey} cases`,
	);
}

export async function runInThread(): Promise<void> {
	const { bench, cases } = (workerData ?? {}) as Partial<Share>;
	if (bench !== "anonymity" || cases === undefined) return;
	let key = await newKey();
	for (let at = 0; at < cases; at++) {
		if (at > 0 && at % casesOfKey === 0) key = await newKey();
		parentPort?.postMessage(await differenceFromOracle(key.phone, key.issuer));
	}
}
