/**
 * What a reader sees first: defaults and presets, run as long as they are run unless told otherwise. Every metric with
 * theory lies within its tolerance on all seeds but one, or the table would teach distrust: on 19 of 20 with
 * `npm run test:long`, on fewer seeds otherwise, since there are some three hundred presets.
 */
import assert from "node:assert/strict";
import { engines } from "../../client/engines/index.gen.ts";
import type { Engine } from "../../client/engines/kernel/engine.ts";
import { resolveParams } from "../../client/engines/kernel/params.ts";
import { runLength } from "../../client/engines/kernel/runLength.ts";
import type { RunInput } from "../../client/engines/kernel/runTypes.ts";
import { run } from "./inputs.ts";

const SEEDS = process.env.DESIGNWISE_LONG === undefined ? 8 : 20;
const OUTLIERS = 1;

/** Defaults and presets by name; a preset that is the defaults runs once. */
function settings(engine: Engine): Map<string, RunInput["params"]> {
  const seen = new Set<string>();
  const named: [string, RunInput["params"]][] = Object.entries(engine.presets).map(([id, preset]) => [
    id,
    preset.params,
  ]);
  const all: typeof named = [["defaults", {}], ...named];
  return new Map(
    all.filter(([, params]) => {
      const key = JSON.stringify(resolveParams(engine, params).params);
      return !seen.has(key) && seen.add(key);
    }),
  );
}

/** Relative, but for a theory of 0. */
function deviation(measured: number, theory: number): number {
  return Math.abs(measured - theory) / (theory === 0 ? 1 : Math.abs(theory));
}

describe("at its default end", function () {
  this.timeout(120_000);

  for (const engine of engines) {
    it(`${engine.id} with default parameters is as long as it says`, () => {
      assert.equal(runLength(engine, {}), engine.defaultUntil);
    });

    for (const [name, params] of settings(engine)) {
      it(`${engine.id} ${name} is within theory's tolerance on ${SEEDS - OUTLIERS} of ${SEEDS} seeds`, () => {
        const beyond = new Map<string, string[]>();
        for (let seed = 1; seed <= SEEDS; seed++) {
          const one = run(engine, { params, seed });
          one.advance(runLength(engine, params), Infinity);
          const metrics = one.metrics();
          for (const [metric, { value, tolerance }] of Object.entries(one.theory())) {
            const measured = metrics[metric]!.value;
            // NaN, nothing measured, is beyond too.
            if (deviation(measured, value) <= tolerance) continue;
            const list = beyond.get(metric) ?? [];
            beyond.set(metric, [...list, `seed ${seed}: ${measured}, theory ${value}`]);
          }
        }
        for (const [metric, list] of beyond) {
          assert.ok(list.length <= OUTLIERS, `${metric} is off on ${list.length} seeds\n${list.join("\n")}`);
        }
      });
    }
  }
});
