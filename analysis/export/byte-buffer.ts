import { bytesOf } from "./data-file.ts";

export type ByteBuffer = ReturnType<typeof byteBuffer>;

/** Up to so many bytes, a loop is quicker than a call. */
const few = 32;

/** Little-endian bytes that grow until they are taken. */
export function byteBuffer(size = 1 << 16) {
	let bytes = new Uint8Array(size);
	let view = new DataView(bytes.buffer);
	let used = 0;
	const room = (more: number) => {
		if (used + more > bytes.length) {
			const wider = new Uint8Array(Math.max(2 * bytes.length, used + more));
			wider.set(bytes.subarray(0, used));
			bytes = wider;
			view = new DataView(bytes.buffer);
		}
		used += more;
		return used - more;
	};
	return {
		length: () => used,
		u8: (value: number) => {
			const at = room(1);
			bytes[at] = value;
		},
		u16: (value: number) => view16(room(2), value),
		i32: (value: number) => {
			const at = room(4);
			view.setInt32(at, value, true);
		},
		u64: (value: number) => {
			const at = room(8);
			view.setBigUint64(at, BigInt(value), true);
		},
		f64: (value: number) => {
			const at = room(8);
			view.setFloat64(at, value, true);
		},
		raw: (more: ArrayLike<number>) => {
			const at = room(more.length);
			if (more.length > few) bytes.set(more, at);
			else for (let i = 0; i < more.length; i++) bytes[at + i] = more[i]!;
		},
		/** Text in a field of fixed width, cut at its end, filled up with `fill`. */
		field: (text: string, width: number, fill: number) => {
			const at = room(width);
			bytes.fill(fill, at, at + width);
			bytes.set(bytesOf(text).subarray(0, width), at);
		},
		text: (text: string) => {
			const coded = bytesOf(text);
			const at = room(coded.length);
			bytes.set(coded, at);
		},
		/** What was written since it was last taken. */
		take: (): Uint8Array<ArrayBuffer> => {
			const taken = bytes.slice(0, used);
			used = 0;
			return taken;
		},
	};

	function view16(at: number, value: number) {
		view.setUint16(at, value, true);
	}
}
