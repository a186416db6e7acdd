/** What the transports are there to show, side by side over the same way. */
import assert from "node:assert/strict";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import { tcp } from "../../../client/engines/tcp/engine.ts";
import { cubicMeanWindow } from "../../../client/engines/tcp/theory.ts";
import { run } from "../inputs.ts";

function metricsOf(
  params: Readonly<Record<string, number | string>>,
  seed = 1,
): Readonly<Record<string, number>> {
  const one = run(tcp, { params, seed });
  one.advance(runLength(tcp, params), Infinity);
  return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
}

describe("over the same way", function () {
  this.timeout(30_000);

  it("NewReno does better than Reno where losses come close together", () => {
    const lossy = { loss: 0.02, minimumTimeout: 1000 };
    const [reno, newreno] = ["reno", "newreno"].map((transport) => metricsOf({ ...lossy, transport }));
    assert.ok(newreno!.throughput! > reno!.throughput!);
    assert.ok(newreno!.timeouts! < reno!.timeouts!);
  });

  it("CUBIC does twice as well as Reno on a long way, near its RFC's formula, and no worse on a short one", () => {
    const long = { roundTrip: 400, loss: 0.001, pattern: "periodic", bandwidth: 1000 };
    const [cubic, newreno] = ["cubic", "newreno"].map((transport) => metricsOf({ ...long, transport }));
    assert.ok(cubic!.throughput! > 1.8 * newreno!.throughput!);
    const ratio = cubic!.meanWindow! / cubicMeanWindow(400, 0.001);
    assert.ok(ratio > 0.7 && ratio < 1.4, `${ratio}`);
    const short = { roundTrip: 20, loss: 0.005, pattern: "periodic" };
    const [shortCubic, shortReno] = ["cubic", "newreno"].map((transport) =>
      metricsOf({ ...short, transport }),
    );
    assert.ok(shortCubic!.throughput! > 0.9 * shortReno!.throughput!);
  });

  it("losses of one stream of numbers: another transport meets the same luck", () => {
    const lost = ["reno", "newreno"].map((transport) => {
      const one = run(tcp, { params: { transport, loss: 0.05 }, seed: 5 });
      one.advance(Infinity, 60);
      return one.metrics().arrivedShare!.value;
    });
    assert.equal(lost[0], lost[1]);
  });
});
