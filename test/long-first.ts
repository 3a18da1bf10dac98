import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Where no run before has left its times, vitest starts the largest files first. Attacks are short to read and long to
 * run: they would begin last, one core busy and the other idle. So they come right after the browser's journeys.
 */
export class LongFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]) {
		const sorted = await super.sort(files);
		const rank = ({ project, moduleId }: TestSpecification) =>
			project.name === "browser" ? 0 : moduleId.includes("/attack/") ? 1 : 2;
		return sorted.toSorted((a, b) => rank(a) - rank(b));
	}
}
