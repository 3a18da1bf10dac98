import type { OutsideFile, OutsideVariable } from "./outside-file.ts";

/** What is wrong with a file, in words for whoever brought it. */
export class UnreadableFile extends Error {}

interface Field {
	name: string;
	/** Bytes of a text; 0 for numbers. */
	width: number;
	label: string;
	/** Eight-byte pieces of a case. */
	from: number;
	pieces: number;
	missing: number[];
	/** Low and high of a range that is missing. */
	range?: [number, number];
	labels: Map<number, string>;
}

const systemMissing = -Number.MAX_VALUE;

/**
 * An SPSS system file (.sav), plain or compressed byte by byte, as PSPP's developers describe it (*PSPP Developers Guide*,
 * "System File Format"). Texts of more than 255 bytes and the values of texts are left out: tables are made of codes.
 */
export function readSav(bytes: Uint8Array): OutsideFile {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const ascii = (from: number, count: number) =>
		String.fromCharCode(...bytes.subarray(from, from + count));
	if (bytes.length < 184 || !/^\$FL[23]$/.test(ascii(0, 4)))
		throw new UnreadableFile("not-sav");
	if (ascii(0, 4) === "$FL3") throw new UnreadableFile("zsav");
	const isLittle = [2, 3].includes(view.getInt32(64, true));
	const int = (at: number) => view.getInt32(at, isLittle);
	const double = (at: number) => view.getFloat64(at, isLittle);
	/** A length that leads backwards would be read for ever. */
	const length = (at: number) => {
		const found = int(at);
		if (found < 0) throw new UnreadableFile("not-sav");
		return found;
	};
	const compression = int(72);
	if (compression > 1) throw new UnreadableFile("zsav");
	const bias = double(84);

	const fields: Field[] = [];
	const byPiece: (Field | undefined)[] = [];
	let lastLabels: [number, Uint8Array][] = [];
	const labelled: { pieces: number[]; values: [number, Uint8Array][] }[] = [];
	const labelBytes = new Map<Field, Uint8Array>();
	const nameBytes = new Map<Field, Uint8Array>();
	let longNames = new Uint8Array();
	let veryLong = new Uint8Array();
	let encoding: string | undefined;
	let codePage = 1252;
	let at = 176;
	const need = (count: number) => {
		if (at + count > bytes.length) throw new UnreadableFile("cut-short");
	};
	for (let isOpen = true; isOpen; ) {
		need(4);
		const type = int(at);
		at += 4;
		switch (type) {
			case 2: {
				need(28);
				const width = int(at);
				const hasLabel = int(at + 4);
				const missingCount = int(at + 8);
				const name = bytes.subarray(at + 20, at + 28);
				at += 28;
				let label = new Uint8Array();
				if (hasLabel) {
					need(4);
					const size = length(at);
					need(4 + size);
					label = bytes.slice(at + 4, at + 4 + size);
					at += 4 + Math.ceil(size / 4) * 4;
				}
				const count = Math.abs(missingCount);
				need(8 * count);
				const values = Array.from({ length: count }, (_, k) =>
					double(at + 8 * k),
				);
				at += 8 * count;
				if (width < 0) {
					byPiece.push(undefined);
					break;
				}
				const field: Field = {
					name: "",
					width,
					label: "",
					from: byPiece.length,
					pieces: width === 0 ? 1 : Math.ceil(width / 8),
					missing: missingCount < 0 ? values.slice(2) : values,
					...(missingCount < 0
						? { range: [values[0], values[1]] as [number, number] }
						: {}),
					labels: new Map(),
				};
				nameBytes.set(field, name);
				labelBytes.set(field, label);
				fields.push(field);
				byPiece.push(field);
				break;
			}
			case 3: {
				need(4);
				const count = length(at);
				at += 4;
				const values: [number, Uint8Array][] = [];
				for (let k = 0; k < count; k++) {
					need(9);
					const value = double(at);
					const size = bytes[at + 8] ?? 0;
					values.push([value, bytes.slice(at + 9, at + 9 + size)]);
					at += 8 + Math.ceil((size + 1) / 8) * 8;
				}
				lastLabels = values;
				break;
			}
			case 4: {
				need(4);
				const count = length(at);
				need(4 + 4 * count);
				labelled.push({
					pieces: Array.from(
						{ length: count },
						(_, k) => int(at + 4 + 4 * k) - 1,
					),
					values: lastLabels,
				});
				at += 4 + 4 * count;
				break;
			}
			case 6:
				need(4);
				at += 4 + 80 * length(at);
				break;
			case 7: {
				need(12);
				const [subtype, size, count] = [
					int(at),
					length(at + 4),
					length(at + 8),
				];
				at += 12;
				need(size * count);
				const data = bytes.slice(at, at + size * count);
				if (subtype === 13) longNames = data;
				if (subtype === 14) veryLong = data;
				if (subtype === 3 && size * count >= 32) codePage = int(at + 28);
				if (subtype === 20) encoding = String.fromCharCode(...data).trim();
				at += size * count;
				break;
			}
			case 999:
				at += 4;
				isOpen = false;
				break;
			default:
				throw new UnreadableFile("not-sav");
		}
	}

	const decoder = decoderOf(
		encoding ?? (codePage === 65001 ? "utf-8" : `windows-${codePage}`),
	);
	const text = (part: Uint8Array) =>
		decoder
			.decode(part)
			.replace(/[\0\s]+$/, "")
			.normalize("NFC");
	const pairs = (part: Uint8Array, separator: RegExp) =>
		new Map(
			text(part)
				.split(separator)
				.map((pair): [string, string] => {
					const [name = "", value = ""] = pair.split("=");
					return [name.trim(), value.replaceAll("\0", "")];
				}),
		);
	const names = pairs(longNames, /\t/);
	const segmented = new Set(pairs(veryLong, /\0?\t/).keys());
	for (const field of fields) {
		const short = text(nameBytes.get(field) as Uint8Array).trim();
		field.name = names.get(short) || short;
		field.label = text(labelBytes.get(field) as Uint8Array);
		if (segmented.has(short)) field.width = 256;
	}
	for (const { pieces, values } of labelled)
		for (const piece of pieces) {
			const field = byPiece[piece];
			if (field?.width === 0)
				for (const [value, label] of values)
					field.labels.set(value, text(label));
		}

	const width = byPiece.length;
	const numbers = fields.filter((field) => field.width === 0);
	const columns = numbers.map((): number[] => []);
	const put = (piece: (index: number) => number) => {
		for (const [k, field] of numbers.entries())
			columns[k]?.push(piece(field.from));
	};
	if (compression === 0) {
		const size = 8 * width;
		for (; size > 0 && at + size <= bytes.length; at += size) {
			const start = at;
			put((index) => double(start + 8 * index));
		}
		if (at !== bytes.length) throw new UnreadableFile("cut-short");
	} else {
		const line = new Float64Array(width);
		let filled = 0;
		const add = (value: number) => {
			line[filled++] = value;
			if (filled < width) return;
			put((index) => line[index] as number);
			filled = 0;
		};
		reading: while (at + 8 <= bytes.length) {
			const commands = bytes.subarray(at, at + 8);
			at += 8;
			for (const command of commands)
				if (command === 252) break reading;
				else if (command === 253) {
					need(8);
					add(double(at));
					at += 8;
				} else if (command === 254) add(Number.NaN);
				else if (command === 255) add(systemMissing);
				else if (command > 0) add(command - bias);
		}
		if (filled > 0) throw new UnreadableFile("cut-short");
	}
	return {
		rows: columns[0]?.length ?? 0,
		variables: numbers.map((field, k): OutsideVariable => {
			const isMissing = (value: number) =>
				value === systemMissing ||
				field.missing.includes(value) ||
				(field.range !== undefined &&
					value >= field.range[0] &&
					value <= field.range[1]);
			return {
				name: field.name,
				label: field.label,
				values: Float64Array.from(columns[k] as number[], (value) =>
					isMissing(value) ? Number.NaN : value,
				),
				labels: new Map(
					[...field.labels].filter(([value]) => !isMissing(value)),
				),
			};
		}),
		leftOut: fields.filter(({ width }) => width > 0).map(({ name }) => name),
	};
}

function decoderOf(encoding: string): TextDecoder {
	try {
		return new TextDecoder(encoding.toLowerCase());
	} catch {
		throw new UnreadableFile("encoding");
	}
}
