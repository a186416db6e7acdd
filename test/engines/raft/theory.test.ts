/** Raft's closed forms against hand and integration, and the engine against the one that single runs scatter too much for. */
import assert from "node:assert/strict";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { fastestRoundTrips } from "../../../client/engines/kernel/roundTrips.ts";
import { raft } from "../../../client/engines/raft/engine.ts";
import { commitMs, lastWordMs, rivalShare } from "../../../client/engines/raft/theory.ts";
import { run } from "../inputs.ts";

type Values = Parameters<typeof commitMs>[0];
const values = (partial: Record<string, number>): Values => resolveParams(raft, partial).params as Values;
const near = (actual: number, expected: number, within: number): void =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual}, expected ${expected}`);

describe("theory of raft", () => {
  it("knows the fastest of random round trips: one has a mean of 2, of two the faster has 5/4", () => {
    near(fastestRoundTrips(1, 1), 2, 1e-6);
    near(fastestRoundTrips(2, 1), 1.25, 1e-6);
    near(fastestRoundTrips(2, 1) + fastestRoundTrips(2, 2), 4, 1e-6);
    const streams = new RandomStreams(1);
    const draw = () => -Math.log((1 - streams.next("x")) * (1 - streams.next("x")));
    let sum = 0;
    for (let i = 0; i < 40_000; i++) sum += [draw(), draw(), draw(), draw()].sort((a, b) => a - b)[1]!;
    near(fastestRoundTrips(4, 2), sum / 40_000, 0.02);
    near(commitMs(values({ servers: 5, latency: 10, sync: 3, jitter: 0 })), 26, 1e-9);
  });

  it("knows how old the last message is: half a heartbeat without commands, 1/λ with many", () => {
    near(lastWordMs(50, 0), 25, 1e-9);
    near(lastWordMs(50, 1e-5), lastWordMs(50, 3e-5), 0.01);
    near(lastWordMs(1e6, 0.1), 10, 0.01);
  });

  it("says how often a second server stands, as hundreds of crashes do", () => {
    const settings = {
      latency: 8,
      jitter: 0,
      sync: 2,
      electionMin: 150,
      electionSpread: 150,
      crashEvery: 1500,
      downtime: 400,
    };
    const expected = rivalShare(values(settings));
    near(expected, 1 - (1 - 10 / 150) ** 4, 1e-12);
    let [rivals, crashes] = [0, 0];
    for (let seed = 1; seed <= 10; seed++) {
      const one = run(raft, { params: { ...settings, heartbeat: 50, commandRate: 1 }, seed });
      one.advance(60_000, Infinity);
      const state = one.metrics();
      rivals += state.rivalShare!.value * 40;
      crashes += 40;
    }
    near(rivals / crashes, expected, (4 * Math.sqrt(expected * (1 - expected))) / Math.sqrt(crashes));
  });

  it("holds everywhere that a commit may be measured", () => {
    for (const servers of [3, 4, 7]) {
      const one = run(raft, { params: { servers, jitter: 3, latency: 5, crashEvery: 0 }, seed: servers });
      one.advance(20_000, Infinity);
      near(one.metrics().commitMs!.value / one.theory().commitMs!.value, 1, 0.08);
    }
  });
});
