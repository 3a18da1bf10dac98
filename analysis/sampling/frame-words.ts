import type { Text } from "../../survey-definitions/definition.ts";
import type { FrameDimension } from "./sample-plan.ts";

/** What a code of a dimension is called: questions CB_L1 and CB_L3, regions of both decrees, urban and rural. */
export const frameWords: Partial<Record<FrameDimension, Record<string, Text>>> =
	{
		level: {
			1: { vi: "Trung ương", en: "Central" },
			2: { vi: "Tỉnh, thành phố", en: "Province" },
			3: { vi: "Huyện", en: "District" },
			4: { vi: "Xã, phường, đặc khu", en: "Commune, ward, special zone" },
			5: { vi: "Khu vực", en: "Judicial area" },
		},
		sector: {
			1: { vi: "Đảng", en: "Party" },
			2: { vi: "Mặt trận, đoàn thể", en: "Front, mass organisations" },
			3: {
				vi: "Quốc hội, HĐND",
				en: "National Assembly, People's Councils",
			},
			4: { vi: "Hành chính nhà nước", en: "State administration" },
			5: {
				vi: "Tư pháp, thanh tra, kiểm tra, kiểm toán",
				en: "Justice, inspection, audit",
			},
			6: { vi: "Sự nghiệp giáo dục", en: "Education" },
			7: { vi: "Sự nghiệp y tế", en: "Health" },
			8: { vi: "Sự nghiệp khác", en: "Other public services" },
			9: { vi: "DNNN", en: "State enterprises" },
		},
		region: {
			TDMNPB: {
				vi: "Trung du và miền núi phía Bắc",
				en: "Northern midlands and mountains",
			},
			DBSH: { vi: "Đồng bằng sông Hồng", en: "Red River Delta" },
			BTB: { vi: "Bắc Trung Bộ", en: "North Central Coast" },
			DHNTB_TN: {
				vi: "Duyên hải Nam Trung Bộ và Tây Nguyên",
				en: "South Central Coast and Central Highlands",
			},
			DNB: { vi: "Đông Nam Bộ", en: "South East" },
			DBSCL: { vi: "Đồng bằng sông Cửu Long", en: "Mekong River Delta" },
			BTBDHMT: {
				vi: "Bắc Trung Bộ và duyên hải miền Trung",
				en: "North Central and Central Coast",
			},
			TN: { vi: "Tây Nguyên", en: "Central Highlands" },
		},
		urban: {
			urban: { vi: "Thành thị", en: "Urban" },
			rural: { vi: "Nông thôn", en: "Rural" },
		},
	};

/** Where a row has no value: central agencies lie in no province. */
export const withoutCode: Record<FrameDimension, Text> = {
	level: { vi: "Không rõ cấp", en: "Level not given" },
	sector: { vi: "Không rõ khối", en: "Sector not given" },
	kind: { vi: "Không rõ loại", en: "Kind not given" },
	region: { vi: "Không thuộc vùng nào", en: "In no region" },
	province: { vi: "Không thuộc tỉnh nào", en: "In no province" },
	urban: {
		vi: "Không rõ thành thị, nông thôn",
		en: "Urban or rural not given",
	},
	stratum: { vi: "Không ghi tầng", en: "Stratum not given" },
};

export const wholeFrame: Text = { vi: "Toàn bộ", en: "Everybody" };
export const certainPart: Text = {
	vi: "cơ quan chắc chắn",
	en: "agencies of certainty",
};
