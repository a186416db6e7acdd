/** Routing and caching against brute force, and what a gateway is there to show. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { apiGateway } from "../../../client/engines/api-gateway/engine.ts";
import { ROUTES } from "../../../client/engines/api-gateway/params.ts";
import { ResponseCache } from "../../../client/engines/api-gateway/primitives/responseCache.ts";
import { RouteTable } from "../../../client/engines/api-gateway/primitives/routeTable.ts";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import { run } from "../inputs.ts";

describe("route table", () => {
  it("finds the most specific route, its parameters, and nothing else", () => {
    const table = new RouteTable<string>();
    for (const { template, name } of ROUTES) table.add("GET", template, name);
    table.add("GET", "/products/new", "form");
    table.add("GET", "/products/{id}/reviews/{review}", "review");
    table.add("POST", "/products", "create");
    table.add("GET", "/files/*", "files");
    table.add("GET", "/", "root");
    const found = (method: string, path: string) => table.find(method, path)?.target;
    assert.deepEqual(table.find("GET", "/products/17?full=1"), {
      target: "products",
      parameters: { id: "17" },
    });
    assert.deepEqual(table.find("GET", "/products/17/reviews/3/")?.parameters, { id: "17", review: "3" });
    assert.equal(found("GET", "/products/new"), "form");
    assert.equal(found("POST", "/products"), "create");
    assert.equal(found("GET", "/products"), undefined);
    assert.equal(found("DELETE", "/products/17"), undefined);
    assert.equal(found("GET", "/products//reviews/1"), undefined);
    assert.equal(found("GET", "/files/a/b/c"), "files");
    assert.equal(found("GET", "/files"), undefined);
    assert.equal(found("GET", "/"), "root");
    // A literal that leads nowhere does not hide the variable beside it.
    table.add("GET", "/products/new/draft", "draft");
    assert.equal(found("GET", "/products/new/reviews/1"), "review");
    assert.throws(() => table.add("GET", "/search", "again"), /already/);
    assert.throws(() => table.add("GET", "search", "x"), /slash/);
  });

  it("agrees with trying every template, literal segments first", () => {
    const segment = fc.constantFrom("a", "b", "{x}");
    const templates = fc.uniqueArray(fc.array(segment, { minLength: 1, maxLength: 3 }), {
      maxLength: 12,
      size: "max",
      selector: (list) => list.map((one) => (one === "{x}" ? "{}" : one)).join("/"),
    });
    const path = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(templates, path, (list, wanted) => {
        const table = new RouteTable<string>();
        for (const one of list) table.add("GET", `/${one.join("/")}`, one.join("/"));
        const fits = list.filter(
          (one) =>
            one.length === wanted.length && one.every((part, i) => part === "{x}" || part === wanted[i]),
        );
        // "{" sorts after every letter: the most literal, from the left, comes first.
        const best = fits.map((one) => one.join("/")).sort()[0];
        assert.equal(table.find("GET", `/${wanted.join("/")}`)?.target, best);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("response cache", () => {
  it("gives what was stored while it is fresh, and the one stored longest ago makes room", () => {
    const step = fc.record({ key: fc.nat(8), gapMs: fc.nat(40), store: fc.boolean(), fresh: fc.nat(100) });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 120, size: "max" }),
        fc.integer({ min: 1, max: 6 }),
        (steps, capacity) => {
          let cache = new ResponseCache<number, number>(capacity);
          let model: { key: number; value: number; until: number }[] = [];
          let nowMs = 0;
          for (const [i, { key, gapMs, store, fresh }] of steps.entries()) {
            nowMs += gapMs;
            if (store) {
              cache.store(key, i, nowMs, fresh);
              model = model.filter((one) => one.key !== key);
              if (fresh > 0)
                model = [
                  ...model.slice(model.length === capacity ? 1 : 0),
                  { key, value: i, until: nowMs + fresh },
                ];
            } else {
              const entry = model.find((one) => one.key === key);
              if (entry !== undefined && entry.until <= nowMs) model = model.filter((one) => one !== entry);
              assert.equal(
                cache.get(key, nowMs),
                entry !== undefined && entry.until > nowMs ? entry.value : undefined,
              );
            }
            assert.equal(cache.size, model.length);
            if (i % 25 === 24) cache = ResponseCache.restore(cache.save());
          }
        },
      ),
      { seed: 2, numRuns: 200 },
    );
    assert.throws(() => new ResponseCache(0), RangeError);
  });
});

describe("gateway", function () {
  this.timeout(20_000);

  const metricsOf = (params: Readonly<Record<string, number>>) => {
    const one = run(apiGateway, { params, seed: 7 });
    one.advance(runLength(apiGateway, params), Infinity);
    return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
  };

  it("keeps calls from services by its cache, and a greedy client from the others", () => {
    const [cached, bare] = [metricsOf({}), metricsOf({ freshMs: 0 })];
    assert.ok(cached.callsPerRequest! < 0.7 * bare.callsPerRequest!);
    assert.equal(cached.limitedShare, 0);
    assert.ok(metricsOf({ greedy: 20, limit: 10 }).limitedShare! > 0.3);
  });

  it("turns waiting into most of what it adds when it is busy", () => {
    const [calm, busy] = [
      metricsOf({ arrivalRate: 100 }),
      metricsOf({ arrivalRate: 850, limit: 1000, burst: 1000 }),
    ];
    assert.ok(calm.addedMs! < 1.1 && busy.addedMs! > 3);
  });
});
