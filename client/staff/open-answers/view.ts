import type { OpenAnswersState } from "../../../server/actions/list-open-answers.ts";

/** What each view of the open answers is given. */
export interface OpenAnswersView {
	survey: string;
	user: string;
	state: OpenAnswersState;
	onChanged: () => void;
}
