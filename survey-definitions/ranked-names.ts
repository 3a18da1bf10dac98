/** The variables of a ranking, first place first. */
export const rankedNames = ({ name, count }: { name: string; count: number }) =>
	Array.from({ length: count }, (_, place) => `${name}_${place + 1}`);
