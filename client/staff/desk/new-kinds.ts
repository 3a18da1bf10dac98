/** What a derived variable can be started as, and the words that say so. */
export const newKinds = {
	recode: "newRecode",
	expression: "newExpression",
	index: "newIndex",
} as const;
export type NewKind = keyof typeof newKinds;

export const isNewKind = (view: string | undefined): view is NewKind =>
	view !== undefined && view in newKinds;
