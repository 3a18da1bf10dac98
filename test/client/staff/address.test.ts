import { describe, expect, test } from "vitest";
import { addressOf, hrefOf } from "../../../client/staff/address.ts";

const at = (path: string) => addressOf(new URL(path, "http://localhost"));

describe("the address of a page", () => {
	test("says all that a result shows", () => {
		const path =
			"/staff/surveys/cadres/results?variable=CB_B1_01&by=stratum:level&detail=yes&lang=en";
		expect(at(path)).toEqual({
			page: "results",
			survey: "cadres",
			variable: "CB_B1_01",
			by: "stratum:level",
			detail: true,
			language: "en",
		});
		expect(hrefOf(at(path))).toBe(path);
	});

	test.each([
		"/staff?lang=vi",
		"/staff/setup?lang=en",
		"/staff/outside?lang=vi",
		"/staff/compare?lang=en",
		"/staff/compare?first=cadres&second=citizens&group=ND_B1&lang=vi",
		"/staff/surveys/cadres/sensitive?lang=vi",
		"/staff/surveys/cadres/report/sentences?layout=state&sentence=cap.lead&lang=vi",
		"/staff/surveys/cadres/results?lang=vi",
		"/staff/surveys/c%C3%A1n%20b%E1%BB%99/results?variable=A&detail=no&lang=vi",
	])("%s leads back to itself", (path) => {
		expect(hrefOf(at(path))).toBe(path);
	});

	test("is Vietnamese unless it says otherwise", () => {
		expect(at("/staff").language).toBe("vi");
		expect(at("/staff?lang=fr").language).toBe("vi");
	});

	test.each(["/staff/nowhere", "/staff/surveys/cadres", "/staff/a/b/c/d"])(
		"%s is no page",
		(path) => {
			expect(at(path).page).toBe("unknown");
		},
	);
});
