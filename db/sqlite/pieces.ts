const atOnce = 100;

/**
 * Rows in the order of their ids, read a hundred at a time: together they may be more than the memory holds, and other
 * requests get their turn in between.
 */
export async function* inPieces<T extends { id: Buffer }>(
	read: (after: Buffer, atOnce: number) => T[],
): AsyncGenerator<T> {
	for (let after: Buffer = Buffer.alloc(0); ; ) {
		await new Promise(setImmediate);
		const rows = read(after, atOnce);
		yield* rows;
		const last = rows[atOnce - 1];
		if (!last) return;
		after = last.id;
	}
}
