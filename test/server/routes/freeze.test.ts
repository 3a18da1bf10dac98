import { beforeEach, expect, test, vi } from "vitest";
import { createApp } from "../../../server/app.ts";
import { dataHash } from "../../../server/data-hash.ts";
import type { FrozenState } from "../../../server/frozen-data.ts";
import { ownFolder } from "../../support/own-folder.ts";
import { closedContext, closedId } from "../closed-context.ts";
import { codeOf, type StaffSession, staffSession } from "../staff-session.ts";

let context: Awaited<ReturnType<typeof closedContext>>;
let lan: StaffSession;
let minh: StaffSession;

beforeEach(async () => {
	context = await closedContext({}, ownFolder());
	lan = await staffSession(context, "Lan");
	minh = await staffSession(context, "Minh");
});

const frozenPath = `/surveys/${closedId}/frozen`;
const freeze = () => lan.ask("POST", frozenPath, { sure: true });
const approve = (who: StaffSession, hash: string) =>
	who.ask("POST", `/surveys/${closedId}/approvals`, { hash });
const frozenOf = async (response: Response) =>
	((await response.json()) as { frozen: FrozenState }).frozen;

test("data are frozen once, under final weights, and approved by two persons", async () => {
	expect(await codeOf(await freeze())).toBe("weights-not-final");
	await context.store.setFinalWeights(closedId, 1);
	const { hash, isApproved } = await frozenOf(await freeze());
	expect(hash).toMatch(/^[0-9a-f]{64}$/);
	expect(isApproved).toBe(false);
	expect(await codeOf(await freeze())).toBe("frozen-already");

	expect((await frozenOf(await approve(lan, hash))).isApproved).toBe(false);
	expect(await codeOf(await approve(lan, hash))).toBe("approved-already");
	const approved = await frozenOf(await approve(minh, hash));
	expect(approved.isApproved).toBe(true);
	expect(approved.approvals.map(({ by }) => by)).toEqual(["Lan", "Minh"]);
	const records = await context.store.auditOf(closedId);
	expect(records.map(({ verb, by }) => `${by} ${verb}`)).toEqual([
		"Minh approve-data",
		"Lan approve-data",
		"Lan freeze-data",
	]);
});

test("nobody approves what is not there, or another hash than the data's", async () => {
	expect(await codeOf(await approve(lan, "0".repeat(64)))).toBe("not-frozen");
	await context.store.setFinalWeights(closedId, 1);
	await freeze();
	expect(await codeOf(await approve(lan, "0".repeat(64)))).toBe("data-changed");
	expect(await context.store.approvals(closedId)).toEqual([]);
});

test("the hash follows one answer of one person", async () => {
	const other = await closedContext({
		A: (row) => (row === 0 ? 2 : ((row >> 3) % 2) + 1),
	});
	const same = await closedContext({ A: (row) => ((row >> 3) % 2) + 1 });
	const hash = await dataHash(context.store, closedId, 1);
	expect(await dataHash(same.store, closedId, 1)).toBe(hash);
	expect(await dataHash(other.store, closedId, 1)).not.toBe(hash);
});

test("the public page comes after two approvals, names the hash, and is gone before", async () => {
	const publish = async () =>
		lan.ask("POST", `/surveys/${closedId}/publication`, { sure: true });
	const publicPage = () =>
		createApp(context).request(`/s/${closedId}/ket-qua?lang=en`);
	expect(await codeOf(await publish())).toBe("not-frozen");
	await context.store.setFinalWeights(closedId, 1);
	const { hash } = await frozenOf(await freeze());
	await approve(lan, hash);
	const early = await lan.done(await publish());
	expect(early).toMatchObject({
		state: "failed",
		error: { code: "not-approved" },
	});
	const notYet = await publicPage();
	expect(notYet.status).toBe(404);
	expect(await notYet.text()).toContain("not published yet");

	await approve(minh, hash);
	expect(await lan.done(await publish())).toMatchObject({
		state: "done",
		result: { dataHash: hash, publishedOn: "2026-11-22" },
	});
	const page = await publicPage();
	expect(page.status).toBe(200);
	expect(await page.text()).toContain(hash);
	const pdf = await createApp(context).request(`/s/${closedId}/ket-qua.pdf`);
	expect(pdf.headers.get("Content-Type")).toBe("application/pdf");
	expect(
		Buffer.from(await pdf.arrayBuffer())
			.subarray(0, 5)
			.toString(),
	).toBe("%PDF-");
});

test("the PDF is drawn once, however often it is asked for, and anew when other results are published", async () => {
	const app = createApp(context);
	const pdf = async () => {
		const reply = await app.request(`/s/${closedId}/ket-qua.pdf`);
		return Buffer.from(await reply.arrayBuffer()).toString("latin1");
	};
	const publish = (responses: number) =>
		context.store.setPublication({
			surveyId: closedId,
			page: {
				...{ headlines: [], responses, opened: null, closed: null },
				...{ isProbability: true, dataHash: "a".repeat(64) },
				publishedOn: "2026-11-22",
			},
			by: "Lan",
			atMs: 0,
		});
	await publish(100);
	// A PDF says to the second when it was drawn.
	vi.useFakeTimers({ toFake: ["Date"], now: 0 });
	const first = await pdf();
	vi.setSystemTime(86_400_000);
	expect(await pdf()).toBe(first);
	await publish(200);
	expect(await pdf()).not.toBe(first);
	vi.useRealTimers();
});
