import { afterEach, expect, test, vi } from "vitest";
import { type JobWork, jobRegister } from "../../server/jobs.ts";
import { Refusal } from "../../server/refusal.ts";

afterEach(() => void vi.restoreAllMocks());

async function ended(work: JobWork) {
	const jobs = jobRegister();
	const { id } = jobs.start({ verb: "test", survey: "s", by: "Lan" }, work);
	await vi.waitFor(() => expect(jobs.job(id).state).not.toBe("running"));
	return jobs.job(id);
}

test("what the rules forbid is told with all that belongs to it", async () => {
	const problems = [
		{ variable: "B1", code: "too-long" as const, params: { text: "…" } },
	];
	const { state, error } = await ended(async () => {
		throw new Refusal("too-long-for-card", problems);
	});
	expect([state, error]).toEqual([
		"failed",
		{ code: "too-long-for-card", problems },
	]);
});

test("a busy database is told as such", async () => {
	const { error } = await ended(async () => {
		throw Object.assign(new Error("locked"), { code: "SQLITE_BUSY" });
	});
	expect(error?.code).toBe("storage-busy");
});

test("a bug is logged by its place, and neither log nor page repeats its message", async () => {
	const logged = vi.spyOn(console, "error").mockImplementation(() => {});
	const job = await ended(async () => {
		JSON.parse("câu trả lời của ai đó");
		return {};
	});
	expect(job).toMatchObject({ state: "failed", error: { code: "bug" } });
	const lines = logged.mock.calls.flat().join("\n");
	expect(lines).toMatch(/^SyntaxError\n\s+at .*jobs\.test\.ts/s);
	expect(lines + JSON.stringify(job)).not.toContain("câu trả lời");
});

test("nor does the log repeat a line of the message that begins as a place does", async () => {
	const logged = vi.spyOn(console, "error").mockImplementation(() => {});
	await ended(async () => {
		throw new Error("Failed query: insert …\nparams: ấp 3\n  at nhà ông Sáu");
	});
	const said = logged.mock.calls.flat().join("\n");
	expect(said).toContain("jobs.test.ts");
	expect(said).not.toContain("Sáu");
});
