import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import Papa from "papaparse";
import type {
	CensusCount,
	Geography,
	GeoLink,
	GeoUnit,
} from "../../analysis/geography/geography.ts";
import type {
	Organisations,
	OrgLink,
	OrgUnit,
} from "../../analysis/geography/organisations.ts";
import type { Db } from "./open.ts";
import {
	geoCensus,
	geoLink,
	geoUnit,
	orgLink,
	orgUnit,
} from "./schema/design.ts";

const tables = {
	"geo-units": geoUnit,
	"geo-links": geoLink,
	"census-2019": geoCensus,
	"org-units": orgUnit,
	"org-links": orgLink,
};

/** The lists lie in the project, whether this code runs from its folder or from a bundle in dist/. */
function listsFolder(): string {
	for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
		const found = path.join(folder, "db/geography");
		if (existsSync(found)) return found;
		if (folder === path.dirname(folder))
			throw new Error("the lists of db/geography are not in the project");
	}
}

/** Rows of a list of db/geography by the names that the code uses; an empty cell is null, counts and shares are numbers. */
function readList(name: keyof typeof tables): Record<string, unknown>[] {
	const text = readFileSync(path.join(listsFolder(), `${name}.csv`), "utf8");
	const { data, errors } = Papa.parse<Record<string, string>>(text, {
		header: true,
		delimiter: ",",
		skipEmptyLines: true,
		transformHeader: (header) =>
			header.replace(/_([a-z0-9])/g, (_, letter: string) =>
				letter.toUpperCase(),
			),
	});
	if (errors[0])
		throw new Error(
			`db/geography/${name}.csv, row ${errors[0].row}: ${errors[0].message}`,
		);
	return data.map((row) =>
		Object.fromEntries(
			Object.entries(row).map(([column, cell]) => [
				column,
				cell === ""
					? null
					: ["population", "populationShare"].includes(column)
						? Number(cell)
						: cell,
			]),
		),
	);
}

const isSame = (some: object[], others: object[]) => {
	const sorted = (rows: object[]) =>
		rows.map((row) => JSON.stringify(row)).sort();
	return sorted(some).join("\n") === sorted(others).join("\n");
};

export function geographyStore(db: Db) {
	let installed = false;
	/** The lists of the project are the source; the tables are their copy, which a backup keeps beside the frames. */
	const install = () => {
		if (installed) return;
		db.transaction((tx) => {
			for (const [name, table] of Object.entries(tables)) {
				const rows = readList(name as keyof typeof tables);
				if (isSame(rows, tx.select().from(table).all())) continue;
				tx.delete(table).run();
				for (const row of rows)
					tx.insert(table)
						.values(row as never)
						.run();
			}
		});
		installed = true;
	};
	return {
		async geography(): Promise<Geography> {
			install();
			return {
				units: db.select().from(geoUnit).all() satisfies GeoUnit[],
				links: db.select().from(geoLink).all() satisfies GeoLink[],
				census: db.select().from(geoCensus).all() satisfies CensusCount[],
			};
		},
		async organisations(): Promise<Organisations> {
			install();
			return {
				units: db.select().from(orgUnit).all() satisfies OrgUnit[],
				links: db.select().from(orgLink).all() satisfies OrgLink[],
			};
		},
	};
}
