/** CDN: HTTP's freshness against the RFC, closed forms over sweeps, and what pull, push, shield and purge are there to show. */
import assert from "node:assert/strict";
import { cdn } from "../../../client/engines/cdn/engine.ts";
import { brokenInvariant } from "../../../client/engines/cdn/invariants.ts";
import {
  currentAgeMs,
  directiveMs,
  parseCacheControl,
  sharedLifetimeMs,
} from "../../../client/engines/cdn/primitives/httpFreshness.ts";
import { createState } from "../../../client/engines/cdn/state.ts";
import { pullMisses, shieldedMisses, shieldFetches } from "../../../client/engines/cdn/theory.ts";
import type { NumberParam } from "../../../client/engines/kernel/engine.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import { sweep, sweepValues } from "../../../client/engines/kernel/sweep.ts";
import { exponential } from "../../../client/engines/kernel/variates.ts";
import { run } from "../inputs.ts";

describe("HTTP freshness", () => {
  it("reads Cache-Control as RFC 9111 writes it", () => {
    const field =
      'Public, max-age=600, stale-while-revalidate=30,private="set-cookie, x", ext=a"b, =3,no-transform';
    const directives = parseCacheControl(field);
    assert.equal(directives.get("public"), "");
    assert.equal(directiveMs(directives, "max-age"), 600_000);
    assert.equal(directiveMs(directives, "stale-while-revalidate"), 30_000);
    assert.equal(directives.get("private"), "set-cookie, x");
    assert.ok(directives.has("no-transform"));
    assert.equal(directiveMs(parseCacheControl("max-age=-1"), "max-age"), undefined);
    // Section 1.2.2: what is greater than a cache can represent counts as 2^31 or as large as it goes.
    assert.equal(directiveMs(parseCacheControl("max-age=99999999999"), "max-age"), 2147483647000);
    assert.equal(parseCacheControl("").size, 0);
  });

  it("prefers s-maxage, then max-age, then Expires, and lets nothing private be shared", () => {
    const lifetime = (field: string, dateMs?: number, expiresMs?: number) =>
      sharedLifetimeMs(parseCacheControl(field), dateMs, expiresMs);
    assert.equal(lifetime("max-age=60, s-maxage=600"), 600_000);
    assert.equal(lifetime("max-age=60", 0, 5000), 60_000);
    assert.equal(lifetime("public", 1000, 6000), 5000);
    assert.equal(lifetime("public", 6000, 1000), 0);
    assert.equal(lifetime("public"), undefined);
    for (const field of ["no-store", "private, max-age=60", "no-cache, s-maxage=60"])
      assert.equal(lifetime(field), 0);
  });

  it("adds up the age: what it came with, the way here, the stay", () => {
    const response = { ageMs: 5000, dateMs: 0, requestMs: 7000, responseMs: 7400 };
    // Apparent age 7.4 s, corrected 5.4 s; then 600 ms in the cache.
    assert.equal(currentAgeMs(response, 8000), 8000);
    assert.equal(currentAgeMs({ ...response, dateMs: 7300 }, 8000), 6000);
    assert.equal(currentAgeMs({ ...response, dateMs: undefined }, 8000), 6000);
  });
});

it("theory of one object agrees with a simulation of a few lines", () => {
  const streams = new RandomStreams(1);
  const [edges, ttl, rate] = [5, 20, 0.4];
  const own = new Float64Array(edges).fill(-Infinity);
  const viaShield = new Float64Array(edges).fill(-Infinity);
  let shield = -Infinity;
  let [misses, shielded, fetches, now] = [0, 0, 0, 0];
  const COUNT = 200_000;
  for (let i = 0; i < COUNT; i++) {
    now += exponential(streams.next("gap"), 1 / rate);
    const edge = Math.floor(streams.next("edge") * edges);
    if (now >= own[edge]!) {
      misses++;
      own[edge] = now + ttl;
    }
    if (now < viaShield[edge]!) continue;
    shielded++;
    if (now >= shield) {
      fetches++;
      shield = now + ttl;
    }
    viaShield[edge] = shield;
  }
  const traffic = { requests: rate, updates: 0, edges };
  const near = (count: number, perMs: number) =>
    assert.ok(Math.abs(count / now / perMs - 1) < 0.02, `${count / now}, ${perMs}`);
  near(misses, pullMisses(traffic, ttl, 0));
  near(shielded, shieldedMisses(traffic, ttl));
  near(fetches, shieldFetches(traffic, ttl));
});

describe("CDNs", function () {
  this.timeout(30_000);

  function metricsOf(preset: string, seed: number, params: Readonly<Record<string, number | boolean>> = {}) {
    const all = { ...cdn.presets[preset]!.params, ...params };
    const one = run(cdn, { params: all, seed });
    one.advance(runLength(cdn, all), Infinity);
    return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
  }

  for (const [preset, param, range] of [
    ["pull", "ttl", [5000, 20_000, 2]],
    ["shield", "edges", [1, 12, 2]],
    ["purge", "updateRate", [2, 40, 2]],
  ] as [string, string, [number, number, number]][]) {
    it(`${preset} follows theory over ${param}`, () => {
      const values = sweepValues(cdn.params[param as "ttl"] as NumberParam, ...range);
      const { params } = cdn.presets[preset]!;
      const input = { engine: cdn, params, param, seeds: [1, 2, 3], until: 80_000 };
      for (const point of sweep(input, values)) {
        for (const metric of ["hitRatio", "originLoad"]) {
          const { mean } = point.metrics[metric]!;
          const theory = point.theory[metric]!.value;
          assert.ok(Math.abs(mean / theory - 1) < 0.04, `${metric} at ${point.value}: ${mean}, ${theory}`);
        }
      }
    });
  }

  it("more edges hit less each, and a shield gives the origin its peace back", () => {
    const [few, many] = [metricsOf("pull", 1, { edges: 1 }), metricsOf("pull", 1, { edges: 12 })];
    assert.ok(many.hitRatio! < few.hitRatio! - 0.2);
    assert.ok(many.originLoad! > 2 * few.originLoad!);
    const shielded = metricsOf("shield", 1, { edges: 12 });
    assert.ok(Math.abs(shielded.originLoad! / few.originLoad! - 1) < 0.1);
  });

  it("nothing is older than its time to live, shield or not, for ages add up", () => {
    for (const preset of ["pull", "shield"]) {
      const one = run(cdn, { params: cdn.presets[preset]!.params, seed: 3 });
      one.advance(80_000, Infinity);
      // And the way from the origin, and the shield's.
      assert.ok(one.metrics().staleFor!.value <= 15_000 + 200);
    }
  });

  it("a purge takes staleness away, push takes misses away, slow spreading brings the first back", () => {
    const [pull, purge, push, slow] = ["pull", "purge", "push", "slow-push"].map((preset) =>
      metricsOf(preset, 2),
    );
    assert.ok(purge!.staleShare! < pull!.staleShare! / 10);
    assert.ok(push!.hitRatio === 1 && push!.latencyP95! < pull!.latencyMean!);
    assert.ok(slow!.staleShare! > 10 * push!.staleShare!);
  });

  it("an edge that is down loses its users to the next, and the last one cannot go", () => {
    const one = run(cdn, { params: { edges: 3 }, seed: 1 });
    one.advance(10_000, Infinity);
    for (const edge of [1, 2, 3]) one.act("edgeDown", edge);
    one.advance(20_000, Infinity);
    assert.equal(one.metrics().failedShare!.value || 0, 0);
    const lines = one.log(50).filter(({ text }) => /^edge \d: o\d+ (hit|miss)/.test(text));
    assert.ok(lines.length > 5 && lines.every(({ text }) => text.startsWith("edge 3")));
  });

  it("while the origin is down stale copies keep most users served", () => {
    const failed = (preset: string) => {
      const one = run(cdn, { params: cdn.presets[preset]!.params, seed: 1 });
      one.advance(60_000, Infinity);
      one.act("originDown", 30_000);
      one.advance(90_000, Infinity);
      return one.metrics().failedShare!.value;
    };
    assert.ok(failed("pull") > 0.15);
    assert.ok(failed("origin-fails") < failed("pull") / 2);
  });

  it("the check catches a copy from the future and an edge that was not filled", () => {
    const pull = createState(resolveParams(cdn, {}).params as never);
    pull.lastObject = 4;
    pull.edges[2]!.set(4, 1, 1000, 0);
    assert.match(brokenInvariant(pull)!, /o4 has version 1, the origin has 0/);
    const push = createState(resolveParams(cdn, { mode: "push" }).params as never);
    assert.match(brokenInvariant(push)!, /edge 1 holds 0 of 500 objects/);
  });
});
