/** One column that a statistic is computed for; NaN is missing. */
export interface Term {
	name: string;
	values: Float64Array;
}

/** 1 for rows where no term is missing. */
export function complete(terms: { values: Float64Array }[], rows: number) {
	const mask = new Uint8Array(rows).fill(1);
	for (const { values } of terms)
		for (let row = 0; row < rows; row++)
			if (Number.isNaN(values[row]!)) mask[row] = 0;
	return mask;
}
