import { brotliCompressSync } from "node:zlib";
import { build } from "vite";
import { projectRoot } from "../../server/project-root.ts";

/** A client file with what it imports, built as a chunk of the phone's page is. */
export async function builtAlone(file: string): Promise<string> {
	const built = await build({
		root: projectRoot,
		configFile: false,
		logLevel: "error",
		build: {
			write: false,
			target: "es2020",
			rolldownOptions: {
				input: file,
				preserveEntrySignatures: "strict",
			},
		},
	});
	if (!("output" in built)) throw new Error("one build was asked for");
	return built.output[0].code;
}

export const bytesBuiltAlone = async (file: string): Promise<number> =>
	brotliCompressSync(await builtAlone(file)).length;
