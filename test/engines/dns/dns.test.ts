/** DNS: the resolver's cache against the RFCs, closed forms by simulation and over sweeps, and what each preset shows. */
import assert from "node:assert/strict";
import { dns } from "../../../client/engines/dns/engine.ts";
import { brokenInvariant } from "../../../client/engines/dns/invariants.ts";
import {
  DNS_MAX_NEGATIVE_TTL_MS,
  DNS_MAX_STALE_MS,
  DNS_MAX_TTL_MS,
  DnsCache,
} from "../../../client/engines/dns/primitives/dnsCache.ts";
import { closestKnownZone, zonesAbove } from "../../../client/engines/dns/primitives/zoneCuts.ts";
import { createState } from "../../../client/engines/dns/state.ts";
import { heldShare, lastStaleMs, meanStaleMs, staleDeviationMs } from "../../../client/engines/dns/theory.ts";
import type { NumberParam } from "../../../client/engines/kernel/engine.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { sweep, sweepValues } from "../../../client/engines/kernel/sweep.ts";
import { exponential } from "../../../client/engines/kernel/variates.ts";
import { run } from "../inputs.ts";

describe("a resolver's cache", () => {
  it("keeps answers for their time to live and says what is left of it", () => {
    let cache = new DnsCache<string, string>(10);
    cache.put("www.example.org", "192.0.2.1", 60_000, 0);
    cache = DnsCache.restore(cache.save());
    assert.equal(cache.lookUp("www.example.org", 20_000), "answer");
    assert.deepEqual([cache.value, cache.remainingMs], ["192.0.2.1", 40_000]);
    assert.equal(cache.lookUp("www.example.org", 60_000), "unknown");
    assert.equal(cache.lookUp("nowhere.example.org", 0), "unknown");
  });

  it("RFC 2308: absence is kept for the lesser of the SOA's own time to live and its MINIMUM, three hours at most", () => {
    const cache = new DnsCache<string, string>(10);
    cache.putNegative("a", 3_600_000, 300_000, 0);
    assert.equal(cache.lookUp("a", 299_999), "no such name");
    assert.equal(cache.lookUp("a", 300_000), "unknown");
    cache.putNegative("b", 60_000, 300_000, 0);
    assert.equal(cache.lookUp("b", 60_000), "unknown");
    cache.putNegative("c", 1e12, 1e12, 0);
    assert.equal(cache.lookUp("c", DNS_MAX_NEGATIVE_TTL_MS - 1), "no such name");
    assert.equal(cache.lookUp("c", DNS_MAX_NEGATIVE_TTL_MS), "unknown");
    cache.put("a", "192.0.2.1", 1000, 400_000);
    assert.equal(cache.lookUp("a", 400_500), "answer");
  });

  it("RFC 2181 and 8767: nothing is kept at a time to live of 0, or for longer than a week", () => {
    const cache = new DnsCache<string, number>(10);
    cache.put("a", 1, 1000, 0);
    cache.put("a", 2, 0, 1);
    assert.equal(cache.lookUp("a", 2), "unknown");
    cache.put("b", 1, 1e12, 0);
    assert.equal(cache.lookUp("b", DNS_MAX_TTL_MS - 1), "answer");
    assert.equal(cache.lookUp("b", DNS_MAX_TTL_MS), "unknown");
  });

  it("RFC 8767: an expired answer serves for three days when no server answers, with 30 seconds to live", () => {
    const cache = new DnsCache<string, number>(10);
    cache.put("a", 1, 1000, 0);
    cache.putNegative("b", 1000, 1000, 0);
    assert.equal(cache.lookUp("a", 5000), "unknown");
    assert.equal(cache.lookUp("a", 5000, true), "stale");
    assert.deepEqual([cache.value, cache.remainingMs], [1, 30_000]);
    assert.equal(cache.lookUp("a", 1000 + DNS_MAX_STALE_MS, true), "unknown");
    assert.equal(cache.lookUp("b", 5000, true), "unknown");
  });
});

it("a resolver begins at the nearest zone that it knows", () => {
  assert.deepEqual(zonesAbove("www.shop.example.org"), ["shop.example.org", "example.org", "org", ""]);
  assert.deepEqual(zonesAbove("org"), [""]);
  const known = new Set(["org", "example.org"]);
  assert.equal(
    closestKnownZone("www.example.org", (zone) => known.has(zone)),
    "example.org",
  );
  assert.equal(
    closestKnownZone("www.other.org", (zone) => known.has(zone)),
    "org",
  );
  assert.equal(
    closestKnownZone("www.example.com", (zone) => known.has(zone)),
    "",
  );
});

it("theory of one resolver agrees with a simulation of a few lines", () => {
  const streams = new RandomStreams(1);
  const [rate, ttl, resolvers] = [0.05, 60, 5];
  const COUNT = 4000;
  let [held, total, squares, longest] = [0, 0, 0, 0];
  for (let i = 0; i < COUNT; i++) {
    let latest = 0;
    for (let resolver = 0; resolver < resolvers; resolver++) {
      // From cold to a moment far away and at no special phase.
      const at = 2000 + 500 * streams.next("at");
      let until = 0;
      for (let now = exponential(streams.next("gap"), 1 / rate); now < at; ) {
        until = now + ttl;
        now = until + exponential(streams.next("gap"), 1 / rate);
      }
      const left = Math.max(0, until - at);
      if (left > 0) held++;
      total += left;
      squares += left * left;
      latest = Math.max(latest, left);
    }
    longest += latest;
  }
  const samples = COUNT * resolvers;
  const near = (actual: number, expected: number) =>
    assert.ok(Math.abs(actual / expected - 1) < 0.03, `${actual}, ${expected}`);
  near(held / samples, heldShare(rate, ttl, 0));
  near(total / samples, meanStaleMs(rate, ttl));
  near(Math.sqrt(squares / samples - (total / samples) ** 2), staleDeviationMs(rate, ttl));
  near(longest / COUNT, lastStaleMs(rate, ttl, resolvers));
  assert.equal(lastStaleMs(0, ttl, 5), 0);
});

describe("name resolution", function () {
  this.timeout(30_000);

  function metricsOf(preset: string, seed: number) {
    const one = run(dns, { params: dns.presets[preset]!.params, seed });
    one.advance(720_000, Infinity);
    return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
  }

  it("follows theory over the time to live", () => {
    const values = sweepValues(dns.params.ttl as NumberParam, 20_000, 300_000, 2);
    const input = { engine: dns, params: {}, param: "ttl", seeds: [1, 2, 3, 4, 5, 6, 7, 8], until: 720_000 };
    for (const point of sweep(input, values)) {
      for (const metric of ["hitRatio", "zoneQueries", "outageMs", "lastMovedMs"]) {
        const { mean, halfWidth } = point.metrics[metric]!;
        const theory = point.theory[metric]!.value;
        assert.ok(
          Math.abs(mean - theory) <= 2 * halfWidth + theory / 50,
          `${metric} at ${point.value}: ${mean} ± ${halfWidth}, ${theory}`,
        );
      }
    }
  });

  it("a shorter time to live costs questions and buys time", () => {
    const [short, long] = [metricsOf("ttl-5", 1), metricsOf("ttl-300", 1)];
    assert.ok(short.zoneQueries! > 3 * long.zoneQueries!);
    assert.ok(short.outageMs! < 40_000 && long.outageMs! > 100_000);
    assert.ok(short.latencyMean! > long.latencyMean!);
  });

  it("pinned clients are never moved, and negative caching spares the zones", () => {
    assert.ok(metricsOf("pinned", 1).outageMs! > 1.5 * metricsOf("ttl-60", 1).outageMs!);
    const none = metricsOf("no-negative-caching", 1);
    const one = run(dns, { params: { missing: 0.5 }, seed: 1 });
    one.advance(720_000, Infinity);
    assert.ok(one.metrics().zoneQueries!.value < 0.8 * none.zoneQueries!);
  });

  it("asks the upper levels only until it knows the delegations", () => {
    const one = run(dns, { params: {}, seed: 1 });
    one.advance(20_000, Infinity);
    const early = one.log(3000).filter(({ text }) => text.includes("the root")).length;
    one.advance(720_000, Infinity);
    const late = one.log(3000).filter(({ text }) => text.includes("the root")).length;
    assert.ok(early > 0 && early <= 60 && late === 0, `${early}, ${late}`);
  });

  it("what the present resolvers hold is all there is while the servers are down", () => {
    const shares = [false, true].map((serveStale) => {
      const one = run(dns, { params: { serveStale, failAt: 0 }, seed: 2 });
      one.advance(300_000, Infinity);
      one.act("serversDown", 300_000);
      one.advance(600_000, Infinity);
      return one.metrics().servfailShare!.value;
    });
    assert.ok(shares[0]! > 0.15 && shares[1]! < shares[0]! / 2, shares.join(", "));
  });

  it("the check catches an address from the future and a client that waits for nothing", () => {
    const state = () => createState(resolveParams(dns, {}).params as never);
    const ahead = state();
    ahead.answers[0]!.put(0, 2, 1000, 0);
    assert.match(brokenInvariant(ahead)!, /resolver 1 has address 2 of n0.zone0.com, its zone 1/);
    const forgotten = state();
    forgotten.waiting[0] = 1;
    assert.match(brokenInvariant(forgotten)!, /1 clients wait for nothing/);
  });
});
