export interface DefinitionProblem {
	/** The question, scale, arm or parameter that it is about. */
	where: string;
	message: string;
	remedy: string;
}

/** A definition that must not be fielded. */
export class DefinitionError extends Error {
	readonly file: string;
	readonly problems: DefinitionProblem[];
	constructor(file: string, problems: DefinitionProblem[]) {
		super(
			problems
				.map((p) => `${file}, ${p.where}: ${p.message}. Remedy: ${p.remedy}.`)
				.join("\n"),
		);
		this.file = file;
		this.problems = problems;
	}
}

export type Report = (where: string, message: string, remedy: string) => void;
