/**
 * The golden hashes: runs whose fingerprints must be the same in every supported Node (here, and by `printHashes.mjs`
 * in others) and in Chromium (the panel's tests). `UPDATE=1` recomputes them from the inputs below.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { engines } from "../../client/engines/index.gen.ts";
import type { Engine } from "../../client/engines/kernel/engine.ts";
import type { RunInput } from "../../client/engines/kernel/runTypes.ts";
import { assertGolden, goldensFolder } from "./goldens.ts";
import { randomActions, randomParams, run } from "./inputs.ts";

interface GoldenHash {
  readonly input: RunInput;
  readonly until: number;
  readonly hash: string;
}

/** Events a run may have: Chromium replays them all in a test. */
const EVENTS = 20_000;

function goldenHash(input: RunInput, until: number): GoldenHash {
  const engine = engines.find((candidate) => candidate.id === input.engine);
  assert.ok(engine !== undefined, input.engine);
  const one = run(engine, input);
  one.advance(until, Infinity);
  return { input, until, hash: one.hash() };
}

/** Every preset, and random parameters with random actions. The end is a time that a run of `EVENTS` events reaches. */
function inputs(engine: Engine): { input: RunInput; until: number }[] {
  const presets = Object.values(engine.presets).map((preset, i) => ({
    params: preset.params,
    seed: i,
    actions: [],
  }));
  const random = [1, 2, 3].map((seed) => ({
    params: randomParams(engine, seed),
    seed: seed * 1_000_003,
    actions: randomActions(engine, seed, 300),
  }));
  return [...presets, ...random].map((rest) => {
    const one = run(engine, rest);
    one.advance(engine.defaultUntil, EVENTS);
    return { input: one.input, until: Math.ceil(one.x) };
  });
}

describe("golden hashes", function () {
  this.timeout(30_000);

  for (const engine of engines) {
    it(`of ${engine.id} are what its file says`, () => {
      const file = `hashes/${engine.id}.json`;
      if (process.env.UPDATE === "1") {
        const list = inputs(engine).map(({ input, until }) => goldenHash(input, until));
        assertGolden(file, `${JSON.stringify(list, undefined, 1)}\n`);
      }
      const path = join(goldensFolder, file);
      assert.ok(existsSync(path), `no golden file ${file}: run with UPDATE=1`);
      const goldens = JSON.parse(readFileSync(path, "utf8")) as GoldenHash[];
      assert.ok(goldens.length >= 3 && goldens.every(({ input }) => input.engine === engine.id));
      for (const { input, until, hash } of goldens)
        assert.equal(goldenHash(input, until).hash, hash, JSON.stringify(input));
    });
  }
});
