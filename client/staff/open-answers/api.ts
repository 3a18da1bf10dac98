import type { OpenAnswersState } from "../../../server/actions/list-open-answers.ts";
import { answer, api } from "../api.ts";

const of = (id: string, text: string) => ({ param: { id, text } });
const one = api.surveys[":id"]["open-answers"][":text"];

export const openAnswers = (id: string) =>
	answer(
		api.surveys[":id"]["open-answers"].$get({ param: { id } }),
	) as Promise<OpenAnswersState>;

export const mask = (
	id: string,
	text: string,
	json: { masked: string | null; sure: boolean },
) => answer(one.masked.$put({ ...of(id, text), json }));

export const code = (id: string, text: string, codes: string[]) =>
	answer(one.codes.$put({ ...of(id, text), json: { codes } }));

export const quote = (
	id: string,
	text: string,
	json: { passage: string; code: string },
) => answer(one.quotation.$put({ ...of(id, text), json }));

export const dropQuotation = (id: string, text: string) =>
	answer(one.quotation.$delete(of(id, text)));

export const approve = (id: string, text: string, passage: string) =>
	answer(one.approval.$post({ ...of(id, text), json: { passage } }));
