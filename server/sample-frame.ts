import {
	provincesOf,
	type SampleFrame,
} from "../analysis/sampling/plan-strata.ts";
import type { Frame } from "../db/sqlite/frames.ts";
import type { Store } from "../db/store.ts";
import { Refusal } from "./refusal.ts";

export interface LoadedFrame {
	frame: Frame;
	sampleFrame: SampleFrame;
}

const last = new WeakMap<Store, { key: string; loaded: LoadedFrame }>();

/** A version of a survey's frame, the newest where none is named. Versions never change: the last one read is kept, since a slider asks for it at every move. */
export async function loadFrame(
	store: Store,
	surveyId: string,
	version?: number,
): Promise<LoadedFrame> {
	const frames = await store.frames(surveyId);
	const frame =
		version === undefined
			? frames.at(-1)
			: frames.find((one) => one.version === version);
	if (!frame) {
		if (!(await store.surveyState(surveyId)))
			throw new Refusal("unknown-survey");
		throw new Refusal("no-frame");
	}
	const key = JSON.stringify([surveyId, frame.version]);
	const kept = last.get(store);
	if (kept?.key === key) return kept.loaded;
	const loaded = {
		frame,
		sampleFrame: {
			kind: frame.kind,
			rows: await store.frameUnits(surveyId, frame.version),
			provinces: provincesOf(await store.geography(), frame.geographyVersion),
		},
	};
	last.set(store, { key, loaded });
	return loaded;
}
