/** What streams are there to show: completeness against delay, and what each kind of time gets wrong. */
import assert from "node:assert/strict";
import type { NumberParam } from "../../../client/engines/kernel/engine.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import type { RunInput } from "../../../client/engines/kernel/runTypes.ts";
import { sweep, sweepValues } from "../../../client/engines/kernel/sweep.ts";
import { streamProcessing } from "../../../client/engines/stream-processing/engine.ts";
import { createState } from "../../../client/engines/stream-processing/state.ts";
import { eventsPerSession, lateShare } from "../../../client/engines/stream-processing/theory.ts";
import { run } from "../inputs.ts";

const values = (params: RunInput["params"]) => resolveParams(streamProcessing, params).params as never;

function metricsOf(preset: string): Readonly<Record<string, number>> {
  const { params } = streamProcessing.presets[preset]!;
  const one = run(streamProcessing, { params });
  one.advance(runLength(streamProcessing, params), Infinity);
  return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
}

describe("theory of windows", () => {
  it("is an integral over the window", () => {
    const params = values({ delay: 400, offlineShare: 0.1, offlineDelay: 5000, size: 4000 });
    let sum = 0;
    for (let i = 0; i < 100_000; i++) {
      const x = 700 + ((i + 0.5) / 100_000) * 4000;
      sum += (0.9 * Math.exp(-x / 400) + 0.1 * Math.exp(-x / 5000)) / 100_000;
    }
    assert.ok(Math.abs(lateShare(params, 700) - sum) < 1e-6);
    const session = eventsPerSession(values(streamProcessing.presets.sessions!.params))!;
    assert.ok(Math.abs(session - Math.exp(2)) < 1e-9);
  });
});

describe("the stream-processing engine", function () {
  this.timeout(20_000);

  it("trades completeness for delay: a longer bound misses less and is later", () => {
    const spec = {
      engine: streamProcessing,
      param: "bound",
      params: {},
      seeds: [1, 2, 3, 4, 5, 6, 7, 8],
      until: 120_000,
    };
    const points = sweep(spec, sweepValues(streamProcessing.params.bound as NumberParam, 0, 2000, 3));
    for (const point of points) {
      for (const metric of ["missingShare", "resultDelayMs"]) {
        const { mean, halfWidth } = point.metrics[metric]!;
        const theory = point.theory[metric]!.value;
        assert.ok(
          Math.abs(mean - theory) <= 2 * halfWidth + theory / 20,
          `${metric} at ${point.value}: ${mean} ± ${halfWidth}, ${theory}`,
        );
      }
    }
  });

  it("lateness saves what a short bound would lose, processing time misplaces it, batch waits for it", () => {
    const quick = metricsOf("one-second");
    const corrected = metricsOf("allowed-lateness");
    const batch = metricsOf("batch");
    assert.ok(quick.droppedShare! > 0.02 && corrected.droppedShare! === 0);
    assert.equal(corrected.resultDelayMs, quick.resultDelayMs);
    assert.ok(metricsOf("processing-time").misplacedShare! > 0.05);
    assert.ok(batch.droppedShare! < 0.001 && batch.resultDelayMs! > 50 * quick.resultDelayMs!);
  });

  it("notices entries that vanish and a watermark that falls", () => {
    const vanished = createState(values({}));
    vanished.arrived = 1;
    assert.match(streamProcessing.check(vanished)!, /1 events arrived/);
    const fallen = createState(values({}));
    fallen.watermarkFell = true;
    assert.match(streamProcessing.check(fallen)!, /watermark fell/);
  });
});
