import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
	fingerprintOf,
	isProven,
	type Manifest,
	type ManifestLot,
	merkleTree,
	type Sha256,
} from "../../survey-definitions/manifest.ts";

const sha256: Sha256 = (bytes) =>
	createHash("sha256").update(bytes).digest("hex");
const phoneSha256: Sha256 = async (bytes) =>
	Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
const hashOf = (text: string) => sha256(new TextEncoder().encode(text));

const lot = fc.record({
	id: fc.string({ minLength: 1, maxLength: 4, unit: "grapheme" }),
	population: fc.nat(),
	invited: fc.nat(200),
	publicKeyHash: fc
		.uint8Array({ minLength: 32, maxLength: 32 })
		.map((bytes) => Buffer.from(bytes).toString("hex")),
});
const manifests: fc.Arbitrary<Manifest> = fc.record({
	survey: fc.string({ minLength: 1 }),
	version: fc.nat(),
	questionnaireHash: fc.string(),
	lots: fc
		.uniqueArray(lot, { minLength: 1, maxLength: 40, selector: (l) => l.id })
		.filter(
			(lots) => new Set(lots.map((l) => l.publicKeyHash)).size === lots.length,
		),
});
const withOneLot = fc
	.tuple(manifests, fc.nat())
	.map(([manifest, at]): [Manifest, ManifestLot] => [
		manifest,
		manifest.lots[at % manifest.lots.length] as ManifestLot,
	]);

const proves = async (
	manifest: Manifest,
	lot: ManifestLot,
	pathOf = lot.id,
	head: Manifest = manifest,
) => {
	const { root, paths } = await merkleTree(manifest, sha256);
	const path = paths.get(pathOf) ?? [];
	return isProven(head, lot, path, fingerprintOf(root), sha256);
};

test("every lot proves itself, on the server and on the phone", () =>
	fc.assert(
		fc.asyncProperty(manifests, async (manifest) => {
			const { root, paths } = await merkleTree(manifest, sha256);
			expect(await merkleTree(manifest, phoneSha256)).toEqual({ root, paths });
			for (const lot of manifest.lots)
				for (const hash of [sha256, phoneSha256])
					for (const printed of [fingerprintOf(root), root])
						expect(
							await isProven(
								manifest,
								lot,
								paths.get(lot.id) ?? [],
								printed,
								hash,
							),
						).toBe(true);
		}),
		{ numRuns: 30 },
	));

test("the order that lots are listed in says nothing", () =>
	fc.assert(
		fc.asyncProperty(manifests, async (manifest) => {
			const turned = { ...manifest, lots: manifest.lots.toReversed() };
			expect(await merkleTree(turned, sha256)).toEqual(
				await merkleTree(manifest, sha256),
			);
		}),
	));

test("a lot with any field altered proves nothing, nor does an altered survey", () =>
	fc.assert(
		fc.asyncProperty(withOneLot, async ([manifest, lot]) => {
			const another = {
				...lot,
				publicKeyHash: hashOf("another key") as string,
			};
			for (const altered of [
				{ ...lot, id: `${lot.id}x` },
				{ ...lot, population: lot.population + 1 },
				{ ...lot, invited: lot.invited + 1 },
				another,
			])
				expect(await proves(manifest, altered, lot.id)).toBe(false);
			for (const altered of [
				{ ...manifest, survey: `${manifest.survey}x` },
				{ ...manifest, version: manifest.version + 1 },
				{ ...manifest, questionnaireHash: `${manifest.questionnaireHash}0` },
			])
				expect(await proves(manifest, lot, lot.id, altered)).toBe(false);
		}),
	));

test("a key swapped for another lot's, and another lot's path, prove nothing", () =>
	fc.assert(
		fc.asyncProperty(
			withOneLot.filter(([{ lots }]) => lots.length > 1),
			async ([manifest, lot]) => {
				const other = manifest.lots.find(({ id }) => id !== lot.id)!;
				const { publicKeyHash } = other;
				expect(await proves(manifest, { ...lot, publicKeyHash }, lot.id)).toBe(
					false,
				);
				const { root, paths } = await merkleTree(manifest, sha256);
				const path = paths.get(other.id) ?? [];
				expect(
					await isProven(manifest, lot, path, fingerprintOf(root), sha256),
				).toBe(false);
			},
		),
	));

test("any change of any lot changes the fingerprint", () =>
	fc.assert(
		fc.asyncProperty(withOneLot, async ([manifest, lot]) => {
			const lots = manifest.lots.map((each) =>
				each === lot ? { ...lot, invited: lot.invited + 1 } : each,
			);
			const [before, after] = [
				await merkleTree(manifest, sha256),
				await merkleTree({ ...manifest, lots }, sha256),
			];
			expect(fingerprintOf(after.root)).not.toBe(fingerprintOf(before.root));
		}),
	));

const lots: ManifestLot[] = ["C", "A", "B"].map((id) => ({
	id,
	population: 900,
	invited: 50,
	publicKeyHash: hashOf(id) as string,
}));
const manifest = {
	survey: "cadres",
	version: 1,
	questionnaireHash: "q",
	lots,
};

test("the tree can be made by hand: leaves by id, two below a node, the odd one carried up", async () => {
	const leaf = (id: string) =>
		hashOf(`lot:["cadres",1,"q","${id}",900,50,"${hashOf(id)}"]`) as string;
	const node = (...pair: string[]) =>
		hashOf(`node:${pair.toSorted().join("")}`) as string;
	const below = node(leaf("A"), leaf("B"));
	const { root, paths } = await merkleTree(manifest, sha256);
	expect(root).toBe(node(below, leaf("C")));
	expect(paths.get("A")).toEqual([leaf("B"), leaf("C")]);
	expect(paths.get("C")).toEqual([below]);
	expect(fingerprintOf(root)).toMatch(/^[0-9a-f]{20}$/);
});

test("an inner node passes for no lot, and a lot for no inner node", async () => {
	const { root, paths } = await merkleTree(manifest, sha256);
	const [below = ""] = paths.get("C") ?? [];
	const fingerprint = fingerprintOf(root);
	const claim = (lot: ManifestLot, path: string[]) =>
		isProven(manifest, lot, path, fingerprint, sha256);
	const [c] = lots as [ManifestLot];
	expect(await claim(c, [below])).toBe(true);
	expect(await claim({ ...c, publicKeyHash: below }, [])).toBe(false);
	expect(await claim({ ...c, publicKeyHash: root }, [])).toBe(false);
	expect(await claim(c, [])).toBe(false);
	expect(await claim(c, [below, below])).toBe(false);
});

test("a fingerprint of too few digits proves nothing", async () => {
	const { root, paths } = await merkleTree(manifest, sha256);
	for (const short of ["", root.slice(0, 19)])
		for (const lot of lots)
			expect(
				await isProven(manifest, lot, paths.get(lot.id) ?? [], short, sha256),
			).toBe(false);
});

test("a manifest is refused that is empty, or has an id or a key twice", async () => {
	const [first, second] = lots as [ManifestLot, ManifestLot];
	await expect(merkleTree({ ...manifest, lots: [] }, sha256)).rejects.toThrow(
		"at least one lot",
	);
	for (const field of ["id", "publicKeyHash"] as const)
		await expect(
			merkleTree(
				{ ...manifest, lots: [first, { ...second, [field]: first[field] }] },
				sha256,
			),
		).rejects.toThrow(`the same ${field}`);
});
