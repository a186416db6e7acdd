// Prints the golden runs' hashes as JSON, computed by the built library: `node printHashes.mjs [dist/engines.mjs]`.
// Plain JavaScript without dependencies, so that any Node that an editor ships can run it; exit code 1 on a difference.
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const library = process.argv[2]
  ? pathToFileURL(resolve(process.argv[2]))
  : new URL("../../dist/engines.mjs", import.meta.url);
const { createRun, engines } = await import(library.href);
const folder = new URL("goldens/hashes/", import.meta.url);
const goldens = readdirSync(folder).flatMap((file) =>
  JSON.parse(readFileSync(new URL(file, folder), "utf8")),
);

const results = goldens.map(({ input, until, hash }) => {
  const run = createRun(
    engines.find((engine) => engine.id === input.engine),
    input,
  );
  run.advance(until, Infinity);
  return { engine: input.engine, seed: input.seed, expected: hash, hash: run.hash() };
});
console.log(JSON.stringify({ node: process.version, results }, undefined, 1));
if (results.some(({ expected, hash }) => expected !== hash)) process.exitCode = 1;
