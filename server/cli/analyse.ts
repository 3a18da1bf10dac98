import { analyseRequestFile } from "../actions/analyse-request.ts";
import type { Command } from "./command.ts";

export const analyse: Command = {
	usage:
		"  analyse REQUEST.json answer an analysis-request/1 with an analysis-result/1",
	async run([file]) {
		if (!file) throw new Error("analyse REQUEST.json: name the request's file");
		return analyseRequestFile(file);
	},
};
