/** Golden files of this folder: compared as text, rewritten with `UPDATE=1`. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const goldensFolder = join(import.meta.dirname, "goldens");

export function assertGolden(name: string, actual: string): void {
  const path = join(goldensFolder, name);
  if (process.env.UPDATE === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  assert.ok(existsSync(path), `no golden file ${name}: run the tests with UPDATE=1 and read what it writes`);
  assert.equal(actual, readFileSync(path, "utf8"));
}
