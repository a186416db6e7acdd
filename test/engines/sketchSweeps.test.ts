/** Sketches, places and shards over a parameter: measured means run through their closed forms, and what does not depend on it stays as it was. */
import assert from "node:assert/strict";
import { bloomFilter } from "../../client/engines/bloom-filter/engine.ts";
import { countMinSketch } from "../../client/engines/count-min-sketch/engine.ts";
import { geohash } from "../../client/engines/geohash/engine.ts";
import { hyperloglog } from "../../client/engines/hyperloglog/engine.ts";
import type { Engine, ParamValue } from "../../client/engines/kernel/engine.ts";
import { runLength } from "../../client/engines/kernel/runLength.ts";
import { sweep } from "../../client/engines/kernel/sweep.ts";
import { quadtree } from "../../client/engines/quadtree/engine.ts";
import { sharding } from "../../client/engines/sharding/engine.ts";
import { run } from "./inputs.ts";

describe("sweeps", function () {
  this.timeout(60_000);

  const sweeps: {
    engine: Engine;
    param: string;
    values: readonly number[];
    metrics: readonly string[];
    params?: Readonly<Record<string, ParamValue>>;
  }[] = [
    { engine: bloomFilter, param: "bitsPerKey", values: [4, 7, 10], metrics: ["falsePositiveRate", "fill"] },
    {
      engine: bloomFilter,
      param: "hashes",
      values: [1, 4, 10],
      metrics: ["falsePositiveRate"],
      params: { variant: "blocked" },
    },
    { engine: countMinSketch, param: "width", values: [64, 512], metrics: ["counterError"] },
    { engine: hyperloglog, param: "precision", values: [6, 8, 10], metrics: ["error"] },
    {
      engine: geohash,
      param: "radius",
      values: [100, 300, 500],
      metrics: ["ownRecall", "coverCells", "readPerNear"],
    },
    { engine: quadtree, param: "bucket", values: [1, 8, 32], metrics: ["nodes", "lookedPerSearch"] },
    {
      engine: sharding,
      param: "shards",
      values: [3, 20],
      metrics: ["movedShare", "askedShards", "slowQueries"],
    },
  ];
  for (const { engine, param, values, metrics, params = {} } of sweeps) {
    it(`of ${engine.id} over ${param} run through the confidence intervals of ${metrics.join(", ")}`, () => {
      const until = runLength(engine, params);
      for (const point of sweep({ engine, params, param, seeds: [1, 2, 3, 4, 5], until }, values)) {
        for (const metric of metrics) {
          const { mean, halfWidth } = point.metrics[metric]!;
          const theory = point.theory[metric]!.value;
          // Twice the interval, since there are many points, and a thirtieth for what the closed form leaves out.
          const isNear = Math.abs(mean - theory) <= 2 * halfWidth + theory / 30;
          assert.ok(isNear, `${metric} at ${point.value}: ${mean} ± ${halfWidth}, ${theory}`);
        }
      }
    });
  }

  const measured = (engine: Engine, params: Readonly<Record<string, ParamValue>>, metric: string): number => {
    const one = run(engine, { params, seed: 3 });
    one.advance(2000, Infinity);
    return one.metrics()[metric]!.value;
  };

  it("of count-min-sketch leave the stream as it was: another width counts the same items", () => {
    const share = (width: number) => measured(countMinSketch, { width }, "hottestShare");
    assert.equal(share(64), share(4096));
  });

  it("of sharding leave the rows as they were, whatever queries there are and however slow the shards", () => {
    const share = (params: Readonly<Record<string, ParamValue>>) =>
      measured(sharding, params, "largestOwnerShare");
    assert.equal(share({ reports: 0, slow: 0 }), share({ reports: 1, slow: 0.5 }));
  });
});
