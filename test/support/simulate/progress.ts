/** Progress on stderr: a bar on a terminal, a line for every tenth elsewhere. */
export function progress(label: string, total: number) {
	const width = 40;
	let done = 0;
	let told = 0;
	const tell = (text: string) => process.stderr.write(text);
	return {
		step() {
			done++;
			const share = done / total;
			if (process.stderr.isTTY) {
				const percent = Math.floor(share * 100);
				if (percent === told) return;
				told = percent;
				const full = Math.round(share * width);
				tell(
					`\r${label} ${"█".repeat(full)}${"░".repeat(width - full)} ${percent} %`,
				);
			} else if (Math.floor(share * 10) > told) {
				told = Math.floor(share * 10);
				tell(`${label} ${told * 10} %\n`);
			}
		},
		end() {
			if (process.stderr.isTTY) tell("\n");
		},
	};
}
