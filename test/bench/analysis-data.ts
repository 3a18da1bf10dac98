/** The columns of the benchmark: codes from 0. */
export interface BenchData {
	rows: number;
	stratum: Int32Array;
	psu: Int32Array;
	weights: Float64Array;
	region: Int32Array;
	age: Int32Array;
	sex: Int32Array;
	y: Int32Array;
	items: Int8Array[];
}

export const regions = 63;
export const ages = 6;
const psus = 800;
const psusInStratum = 20;
const items = 20;
const ageLimits = [0.12, 0.33, 0.55, 0.74, 0.89, 1];

/** The same numbers on every machine: whole-number mixing (mulberry32), and neither logarithm nor exponential. */
function uniform(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/**
 * Respondents in 40 strata of 20 PSUs, 63 regions, 20 five-point items with PSU effects and a common factor, a binary
 * outcome, unequal weights.
 */
export function benchData(rows: number): BenchData {
	const random = uniform(20240607);
	const normal = () => {
		let sum = 0;
		for (let k = 0; k < 12; k++) sum += random();
		return sum - 6;
	};
	const effects = Float64Array.from(
		{ length: psus * items },
		() => 0.35 * normal(),
	);
	const psuWeight = Float64Array.from(
		{ length: psus },
		() => 40 + 60 * random(),
	);
	const data: BenchData = {
		rows,
		stratum: new Int32Array(rows),
		psu: new Int32Array(rows),
		weights: new Float64Array(rows),
		region: new Int32Array(rows),
		age: new Int32Array(rows),
		sex: new Int32Array(rows),
		y: new Int32Array(rows),
		items: Array.from({ length: items }, () => new Int8Array(rows)),
	};
	for (let row = 0; row < rows; row++) {
		const psu = row < psus * 2 ? row % psus : Math.floor(random() * psus);
		const place = random();
		const age = ageLimits.findIndex((limit) => place <= limit);
		const sex = random() < 0.48 ? 0 : 1;
		data.psu[row] = psu;
		data.stratum[row] = Math.floor(psu / psusInStratum);
		data.region[row] = (psu * 37) % regions;
		data.age[row] = age;
		data.sex[row] = sex;
		const weight =
			(psuWeight[psu] as number) *
			(0.5 + random() + (sex === 0 ? 0.25 : 0)) *
			(1 + 0.05 * age);
		data.weights[row] = Math.round(weight * 1e6) / 1e6;
		const factor = normal();
		const score = data.items.map((column, k) => {
			const z =
				0.6 * factor +
				0.8 * normal() +
				(effects[psu * items + k] as number) +
				0.06 * (age - 2) * (k % 3) +
				(k - 10) * 0.04;
			const point = z < -1.2 ? 0 : z < -0.4 ? 1 : z < 0.4 ? 2 : z < 1.2 ? 3 : 4;
			column[row] = point;
			return point - 2;
		});
		const [first = 0, second = 0, third = 0] = score;
		const chance =
			0.5 +
			0.08 * first +
			0.05 * second -
			0.04 * third +
			(sex === 0 ? 0.05 : -0.05) +
			0.01 * (age - 2);
		data.y[row] = random() < chance ? 1 : 0;
	}
	return data;
}

/** The data written `times` over: as many rows as wanted without waiting for them. */
export function repeated(data: BenchData, times: number): BenchData {
	const over = <T extends Int32Array | Int8Array | Float64Array>(
		column: T,
	): T => {
		const Kind = column.constructor as new (length: number) => T;
		const longer = new Kind(column.length * times);
		for (let k = 0; k < times; k++) longer.set(column, k * column.length);
		return longer;
	};
	return {
		rows: data.rows * times,
		stratum: over(data.stratum),
		psu: over(data.psu),
		weights: over(data.weights),
		region: over(data.region),
		age: new Int32Array(0),
		sex: new Int32Array(0),
		y: new Int32Array(0),
		items: data.items.slice(0, 5).map(over),
	};
}
