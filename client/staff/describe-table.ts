import type { Text } from "../../survey-definitions/definition.ts";
import { dontKnow } from "../../survey-definitions/definition.ts";

/** The item of a battery as its title, else the question itself. */
export const titleOf = ({
	question,
	item,
}: {
	question: Text;
	item?: Text | undefined;
}): Text => item ?? question;

/** 98 and 99: an answer, but no opinion. */
export const isWithoutOpinion = ({ code }: { code: number }): boolean =>
	code >= dontKnow;
