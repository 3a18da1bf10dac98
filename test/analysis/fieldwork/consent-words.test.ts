import { expect, test } from "vitest";
import {
	type ConsentFacts,
	consentFaults,
} from "../../../analysis/fieldwork/consent-words.ts";
import { readDefinitions } from "../../../server/read-definitions.ts";
import type { Text } from "../../../survey-definitions/definition.ts";

const usual = (survey: string, name: string): Text =>
	readDefinitions().find(({ id }) => id === survey)?.parameters[name]
		?.default as Text;
const code: Text = {
	vi: "Mã thẻ không lưu cùng câu trả lời. Đóng trang là mất câu trả lời.",
	en: "The code on the card is not stored with the answers. Closing the page loses the answers.",
};
const two: Text = {
	vi: "hai bên cấp mã và thu phiếu nếu thông đồng vẫn có thể biết.",
	en: "the two parties that issue codes and collect forms could tell if they colluded.",
};
const kept: Text = {
	vi: "Mỗi đêm hệ thống ghi đè một bản sao lưu đã mã hóa và chỉ giữ một bản.",
	en: "Every night one encrypted backup is written over the one before; only one is kept.",
};

const faults = (change: Partial<ConsentFacts>, survey = "cadres") =>
	consentFaults({
		...{ access: "slips", isSplit: false, hasBackups: false },
		mode: usual(survey, "MODE_TEXT"),
		trust: usual(survey, "TRUST_TEXT"),
		backup: usual(survey, "BACKUP_TEXT"),
		...change,
	});

test("the questionnaires' own words hold for slips on one host without backups", () => {
	for (const survey of ["cadres", "citizens"])
		expect(faults({}, survey)).toEqual([]);
});

test("with tokens no word may claim that there is no list, and one party is told as one", () => {
	const tokens = { access: "tokens" } as const;
	expect(faults(tokens)).toEqual(["mode-says-slips"]);
	expect(faults(tokens, "citizens")).toEqual([]);
	expect(faults({ ...tokens, mode: code })).toEqual([]);
	expect(faults({ ...tokens, mode: code, trust: two })).toEqual([
		"trust-says-two",
	]);
	const nothing = { vi: "dùng máy riêng.", en: "use your own phone." };
	expect(faults({ ...tokens, mode: code, trust: nothing })).toEqual([
		"trust-silent",
	]);
	// In one language alone is not said.
	const trust = { ...nothing, en: usual("cadres", "TRUST_TEXT").en };
	expect(faults({ ...tokens, mode: code, trust })).toEqual(["trust-silent"]);
});

test("two organisations are told as two, and only where there are two", () => {
	const split = { access: "tokens", isSplit: true, mode: code } as const;
	expect(faults(split)).toEqual(["trust-says-one"]);
	expect(faults({ ...split, trust: two })).toEqual([]);
	expect(faults({ trust: two })).toEqual(["trust-says-two"]);
	expect(faults({ isSplit: true, trust: two })).toEqual(["trust-says-two"]);
});

test("backups that are made are not denied", () => {
	for (const survey of ["cadres", "citizens"])
		expect(faults({ hasBackups: true }, survey)).toEqual(["backups-denied"]);
	expect(faults({ hasBackups: true, backup: kept })).toEqual([]);
});

test("a questionnaire that has no such words is not asked for them", () => {
	expect(
		consentFaults({ access: "tokens", isSplit: true, hasBackups: true }),
	).toEqual([]);
});
