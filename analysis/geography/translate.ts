import type { Text } from "../../survey-definitions/definition.ts";
import { censusPopulation } from "./census.ts";
import {
	type Geography,
	type GeoLevel,
	type GeoLink,
	type GeoUnit,
	levels,
	unitsOf,
	versionsOf,
} from "./geography.ts";

export interface Place {
	version: string;
	level: GeoLevel;
}

export interface Target {
	code: string;
	/** Of the people of the unit who live in the target. */
	share: number;
}

export type TranslationRefusal =
	| "unknown-version"
	| "unknown-unit"
	| "level-not-in-version"
	| "finer-level"
	| "district-into-commune"
	| "no-link"
	| "no-shares"
	| "several-targets";

export type Translation =
	| {
			/** By code of the unit that was asked for. */
			targets: Map<string, Target[]>;
			/** Every unit lies in one target: responses can be carried over, not sums alone. */
			exact: boolean;
	  }
	| { refused: TranslationRefusal; code: string | null; reason: Text };

class Refused extends Error {
	readonly refused: TranslationRefusal;
	readonly code: string | null;
	readonly reason: Text;
	constructor(refused: TranslationRefusal, code: string | null, reason: Text) {
		super(reason.en);
		this.refused = refused;
		this.code = code;
		this.reason = reason;
	}
}

/**
 * Carries units of one version of the geography to another, by a level of choice: one target where a unit lies in one,
 * shares of its census population where it is divided. Regions do not nest from version to version, so they are put
 * together again from the older provinces. Refuses, and says why, where it would have to guess.
 *
 * @example translate(geography, ["24"], { version: "G1", level: "province" }, { version: "G4", level: "region" })
 * // Bắc Giang moved: { targets: Map { "24" → [{ code: "DBSH", share: 1 }] }, exact: true }
 */
export function translate(
	geography: Geography,
	codes: Iterable<string>,
	from: Place,
	to: Place,
): Translation {
	try {
		refuseLevels(geography, from, to);
		const carry = carrier(geography, from, to);
		const targets = new Map<string, Target[]>();
		for (const code of new Set(codes)) targets.set(code, carry(code));
		const exact = [...targets.values()].every((list) => list.length === 1);
		return { targets, exact };
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		const { refused, code, reason } = error;
		return { refused, code, reason };
	}
}

/** As `translate`, for responses: refused where a unit would be divided, since a response cannot be. */
export function translateWhole(
	geography: Geography,
	codes: Iterable<string>,
	from: Place,
	to: Place,
): Translation {
	const translation = translate(geography, codes, from, to);
	if ("refused" in translation || translation.exact) return translation;
	const [code, targets] = [...translation.targets].find(
		([, list]) => list.length > 1,
	)!;
	const names = targets.map((target) => target.code).join(", ");
	return {
		refused: "several-targets",
		code,
		reason: {
			vi: `${from.version} ${code} nằm ở nhiều đơn vị của ${to.version} (${names}), nên không gán được từng phiếu: hãy dùng đơn vị lúc chọn mẫu, hoặc dàn mẫu có ghi tỉnh cũ`,
			en: `${from.version} ${code} lies in several units of ${to.version} (${names}), so that single responses cannot be assigned: show it by the units it was drawn from, or by a frame that names the older province`,
		},
	};
}

function refuseLevels(geography: Geography, from: Place, to: Place) {
	const versions = versionsOf(geography);
	for (const { version } of [from, to])
		if (!versions.includes(version))
			throw new Refused("unknown-version", null, {
				vi: `không có phiên bản địa giới ${version}: hãy chọn ${versions.join(", ")}`,
				en: `there is no version ${version} of the geography: choose ${versions.join(", ")}`,
			});
	if (from.level === "district" && to.level === "commune")
		throw new Refused("district-into-commune", null, {
			vi: "số của huyện không được gộp vào xã: hãy báo cấp huyện riêng, hoặc lên cấp tỉnh",
			en: "districts are never carried into communes: report districts apart, or by province",
		});
	if (levels.indexOf(to.level) > levels.indexOf(from.level))
		throw new Refused("finer-level", null, {
			vi: `không thể chia ${vietnamese[from.level]} thành ${vietnamese[to.level]}: hãy chọn cấp bằng hoặc cao hơn`,
			en: `a ${from.level} cannot be divided into units of the level ${to.level}: choose the same level or a higher one`,
		});
	for (const { version, level } of [from, to])
		if (unitsOf(geography, version, level).length === 0)
			throw new Refused("level-not-in-version", null, {
				vi: `phiên bản ${version} không có danh mục cấp ${vietnamese[level]}: hãy chọn cấp khác hoặc nhập danh mục`,
				en: `version ${version} lists no units of the level ${level}: choose another level or import its list`,
			});
}

const vietnamese: Record<GeoLevel, string> = {
	region: "vùng",
	province: "tỉnh",
	district: "huyện",
	commune: "xã",
};

function carrier(geography: Geography, from: Place, to: Place) {
	const units = new Map(
		geography.units.map((unit) => [key(unit.version, unit.code), unit]),
	);
	const links = new Map<string, GeoLink[]>();
	for (const link of geography.links) {
		const from = key(link.fromVersion, link.fromCode);
		links.set(from, [...(links.get(from) ?? []), link]);
	}
	const versions = versionsOf(geography);

	// A version is crossed at the finest level that both ends can be climbed from.
	const crossing: GeoLevel =
		from.version === to.version
			? from.level
			: to.level === "region" || from.level === "district"
				? "province"
				: from.level;

	const unitAt = (version: string, code: string): GeoUnit => {
		const unit = units.get(key(version, code));
		if (!unit)
			throw new Refused("unknown-unit", code, {
				vi: `phiên bản ${version} không có mã ${code}: hãy kiểm tra mã và phiên bản`,
				en: `version ${version} has no code ${code}: check the code and the version`,
			});
		return unit;
	};

	const climb = (version: string, code: string, level: GeoLevel): string => {
		const unit = unitAt(version, code);
		if (unit.level === level) return code;
		if (unit.parent === null)
			throw new Error(`${version} ${code} has no ${level} above it`);
		return climb(version, unit.parent, level);
	};

	const step = (version: string, next: string, code: string): Target[] => {
		const found = (links.get(key(version, code)) ?? []).filter(
			(link) => link.toVersion === next,
		);
		if (found.length === 0)
			throw new Refused("no-link", code, {
				vi: `chưa có bảng nối ${version} ${code} sang ${next}: hãy nhập bảng nối, không gán theo mã hay theo tên`,
				en: `nothing links ${version} ${code} with ${next}: import the links, never match by code or name`,
			});
		return found.map((link) => ({
			code: link.toCode,
			share: shareOf(link, found.length === 1 && link.kind !== "part"),
		}));
	};

	const cross = (code: string): Target[] => {
		const start = versions.indexOf(from.version);
		const end = versions.indexOf(to.version);
		const direction = Math.sign(end - start);
		let reached: Target[] = [{ code, share: 1 }];
		for (let at = start; at !== end; at += direction)
			reached = together(
				reached.flatMap((place) =>
					step(versions[at]!, versions[at + direction]!, place.code).map(
						(target) => ({ ...target, share: target.share * place.share }),
					),
				),
			);
		return reached;
	};

	const provincesOfRegion = (code: string): Target[] => {
		const provinces = unitsOf(geography, from.version, "province").filter(
			(unit) => unit.parent === code,
		);
		const people = provinces.map((unit) => peopleOf(geography, unit));
		const total = people.reduce((sum, count) => sum + count, 0);
		return provinces.map((unit, at) => ({
			code: unit.code,
			share: people[at]! / total,
		}));
	};

	return (code: string): Target[] => {
		const unit = unitAt(from.version, code);
		if (unit.level !== from.level)
			throw new Refused("unknown-unit", code, {
				vi: `${from.version} ${code} (${unit.name}) không phải cấp ${vietnamese[from.level]}: hãy chọn đúng cấp`,
				en: `${from.version} ${code} (${unit.name}) is not of the level ${from.level}: choose its level`,
			});
		if (from.version === to.version)
			return [{ code: climb(from.version, code, to.level), share: 1 }];
		const starts =
			unit.level === "region"
				? provincesOfRegion(code)
				: [{ code: climb(from.version, code, crossing), share: 1 }];
		return together(
			starts.flatMap((start) =>
				cross(start.code).map((target) => ({
					code: climb(to.version, target.code, to.level),
					share: start.share * target.share,
				})),
			),
		);
	};
}

/** A link without a counted share serves only where the whole unit goes that way. */
function shareOf(link: GeoLink, whole: boolean): number {
	if (link.populationShare !== null) return link.populationShare;
	if (whole) return 1;
	throw new Refused("no-shares", link.fromCode, {
		vi: `${link.fromVersion} ${link.fromCode} được chia cho nhiều đơn vị của ${link.toVersion} mà chưa có tỷ lệ dân số: hãy nhập tỷ lệ, không gán chắc`,
		en: `${link.fromVersion} ${link.fromCode} is divided among units of ${link.toVersion} and nobody has counted the shares: import population shares, never assign it whole`,
	});
}

function peopleOf(geography: Geography, unit: GeoUnit): number {
	const people = censusPopulation(geography, unit);
	if (people !== undefined) return people;
	throw new Refused("no-shares", unit.code, {
		vi: `chưa có dân số tổng điều tra của ${unit.version} ${unit.code} (${unit.name}): hãy nhập`,
		en: `the census population of ${unit.version} ${unit.code} (${unit.name}) is not known: import it`,
	});
}

/** Shares of one target added up; 1 where rounding is all that is missing. */
function together(targets: Target[]): Target[] {
	const shares = new Map<string, number>();
	for (const { code, share } of targets)
		shares.set(code, (shares.get(code) ?? 0) + share);
	return [...shares].map(([code, share]) => ({
		code,
		share: Math.abs(share - 1) < 1e-9 ? 1 : share,
	}));
}

const key = (version: string, code: string) => `${version}/${code}`;
