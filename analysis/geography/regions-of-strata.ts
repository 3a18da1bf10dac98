import type { Text } from "../../survey-definitions/definition.ts";
import type { Geography } from "./geography.ts";
import { translateWhole } from "./translate.ts";

export interface StratumRegion {
	stratum: number;
	/** Code of the region; "-" for a stratum that lies in no province at all; null where no single region holds it. */
	region: string | null;
	/** Why there is none. */
	reason: Text | null;
}

/**
 * The region of another version in which each stratum lies wholly. A response carries its stratum and nothing finer, so a
 * stratum whose provinces came to lie in two regions cannot be shown by them: the reason is given instead.
 *
 * @example regionsOfStrata(geography, [{ id: 1, provinces: ["24", "19"] }], "G1", "G4")
 * // Bắc Giang and Thái Nguyên are in two regions now: [{ stratum: 1, region: null, reason: … }]
 */
export function regionsOfStrata(
	geography: Geography,
	strata: readonly { id: number; provinces: Iterable<string | null> }[],
	from: string,
	to: string,
): StratumRegion[] {
	return strata.map(({ id, provinces }) => {
		const refused = (reason: Text) => ({
			stratum: id,
			region: null,
			reason,
		});
		const all = new Set(provinces);
		const codes = [...all].filter((code) => code !== null);
		if (codes.length === 0) return { stratum: id, region: "-", reason: null };
		if (all.has(null))
			return refused({
				vi: "tầng có đơn vị không thuộc tỉnh nào, chẳng hạn cơ quan trung ương: hãy phân tầng theo cấp",
				en: "some of its units lie in no province, central agencies for instance: stratify by level",
			});
		const translation = translateWhole(
			geography,
			codes,
			{ version: from, level: "province" },
			{ version: to, level: "region" },
		);
		if ("refused" in translation) return refused(translation.reason);
		const regions = new Map<string, string>();
		for (const [code, [target]] of translation.targets)
			if (target && !regions.has(target.code)) regions.set(target.code, code);
		if (regions.size === 1)
			return { stratum: id, region: [...regions.keys()][0]!, reason: null };
		const examples = [...regions]
			.map(([region, code]) => `${region} (${code})`)
			.join(", ");
		return refused({
			vi: `các tỉnh của tầng nằm ở ${regions.size} vùng của ${to}: ${examples}; phiếu chỉ mang tầng nên không chia ra được`,
			en: `its provinces lie in ${regions.size} regions of ${to}: ${examples}; a response carries its stratum only and cannot be told apart`,
		});
	});
}
