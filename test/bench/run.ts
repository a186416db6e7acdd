/**
 * `npm run bench [name…]`: every benchmark, or those named. Each is bundled first and run by plain Node with an exposed
 * garbage collector: what translates TypeScript on the fly also slows it down. Each prints ratios to its peers and floors
 * in the same run; nothing is asserted.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const suffix = ".bench.ts";
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}. Known: ${all.join(", ")}.`);
  process.exit(2);
}

// As deep below the root as the sources are, so that their relative paths hold.
const folder = path.resolve(import.meta.dirname, "../../.cache/bench");
for (const name of wanted.length > 0 ? wanted : all) {
  const outfile = path.join(folder, `${name}.mjs`);
  await build({
    entryPoints: [path.join(import.meta.dirname, name + suffix)],
    outfile,
    bundle: true,
    // As the packaged extension is: constants of modules are written out, which V8 cannot do for itself.
    minifySyntax: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  console.log(`\n== ${name}\n`);
  const { status } = spawnSync(process.execPath, ["--expose-gc", outfile], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
