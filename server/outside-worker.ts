// A program of its own: the thread that reads one file of another system.
import { parentPort, workerData } from "node:worker_threads";
import { outsideSurvey } from "../analysis/outside/outside-survey.ts";
import type { OutsideAnswer, OutsideOrder } from "./outside-thread.ts";
import { readOutside } from "./read-outside.ts";
import { Refusal } from "./refusal.ts";

parentPort?.postMessage(answerTo(workerData as OutsideOrder));

function answerTo({ upload, spec }: OutsideOrder): OutsideAnswer {
	try {
		const file = readOutside(upload);
		if (spec) return { made: outsideSurvey(file, spec) };
		const { rows, variables, leftOut } = file;
		const columns = variables.map(({ name, label }) => ({ name, label }));
		return { described: { rows, columns, leftOut } };
	} catch (error) {
		if (error instanceof Refusal) return { refused: error.code };
		throw error;
	}
}
