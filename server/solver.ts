import loadHighs, { type Highs } from "highs";

let loading: Promise<Highs> | undefined;

/** The solver of linear programs, loaded once. */
export function solver(): Promise<Highs> {
	loading ??= loadHighs();
	return loading;
}
