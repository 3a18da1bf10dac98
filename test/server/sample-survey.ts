import { openStore } from "../../db/store.ts";
import type { FrameFile } from "../../server/actions/read-frame-file.ts";
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

const places = ["Hà Nội", "Cao Bằng", "Hà Tĩnh", "Cà Mau"];

/** Communes with four villages of 90 to 149 households each. */
export function villageCsv(communes = 512): string {
	const lines = Array.from({ length: communes }, (_, at) => {
		const province = places[at % places.length];
		const urban = at % 3 === 0 ? "thành thị" : "nông thôn";
		const households = Array.from(
			{ length: 4 },
			(_, village) => 90 + ((at * 13 + village * 17) % 60),
		);
		const total = households.reduce((sum, count) => sum + count, 0);
		return [
			`X${at + 1};;${province};${urban};${total}`,
			...households.map(
				(count, village) =>
					`X${at + 1}-${village + 1};X${at + 1};${province};${urban};${count}`,
			),
		];
	});
	return [
		"Mã đơn vị;Mã xã;Tỉnh;Thành thị nông thôn;Số hộ",
		...lines.flat(),
	].join("\n");
}

export const fileOf = (content: string): FrameFile => ({
	name: "dàn mẫu.csv",
	bytes: Buffer.byteLength(content),
	async *open() {
		yield Buffer.from(content);
	},
});
