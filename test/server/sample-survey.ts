import { openStore } from "../../db/store.ts";
import type { ServerContext } from "../../server/context.ts";
import { jobRegister } from "../../server/jobs.ts";
import { smallDefinition } from "../analysis/small-survey.ts";

export const surveyId = smallDefinition.id;

/** A server with a survey that is being prepared and has no sample yet. */
export async function preparedContext(
	folder = ":memory:",
): Promise<ServerContext> {
	const store = openStore(folder);
	await store.addSurvey(surveyId, {
		questionnaire: surveyId,
		definition: smallDefinition,
		wave: {},
		status: "preparing",
		sampling: "probability",
		pilotOf: null,
		cleaning: [],
	});
	return {
		store,
		pepper: Buffer.alloc(32),
		publicUrl: "http://localhost:8080",
		now: () => Date.UTC(2026, 10, 22),
		jobs: jobRegister(),
	};
}

const provinces = ["Hà Nội", "Đà Nẵng", "Lào Cai", "Cần Thơ", "Đắk Lắk"];

/** Agencies of two levels and two sectors, of 60 to 159 people each, as a coordinator's CSV. */
export function agencyCsv(agencies = 480): string {
	const lines = Array.from({ length: agencies }, (_, at) => {
		const level = at % 4 < 2 ? "Tỉnh" : "Xã";
		const sector = at % 2 === 0 ? 4 : 6;
		const people = 60 + ((at * 37) % 100);
		const leaders = Math.ceil(people / 8);
		const province = provinces[at % provinces.length];
		return `A${at + 1};Cơ quan ${at + 1};${level};${sector};${province};${people};${leaders}`;
	});
	return [
		"Mã đơn vị;Tên cơ quan;Cấp;Khối;Tỉnh;Số người;Số lãnh đạo",
		...lines,
	].join("\r\n");
}
