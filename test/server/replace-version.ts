import path from "node:path";
import Database from "better-sqlite3";

/** As a coordinator's edit would make it; nothing in the program does so yet. */
export function replaceVersion(
	folder: string,
	version: number,
	forget = false,
	survey = "small",
) {
	const db = new Database(path.join(folder, "design.db"));
	const { body } = db
		.prepare("select body from definition where survey_id = ?")
		.get(survey) as { body: string };
	db.prepare("insert into definition values (?, ?, ?)").run(
		survey,
		version,
		JSON.stringify({ ...JSON.parse(body), version }),
	);
	db.prepare("update survey set definition_version = ? where id = ?").run(
		version,
		survey,
	);
	if (forget)
		db.prepare("delete from definition where version <> ?").run(version);
	db.close();
}
