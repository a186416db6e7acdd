/** Requests from outside, links, scenario comments, exported text: everything that leaves the panel or comes to it. */
import assert from "node:assert/strict";
import { engines } from "../../client/engines/index.gen.ts";
import { createRun } from "../../client/engines/kernel/run.ts";
import type { RunInput } from "../../client/engines/kernel/runTypes.ts";
import { parseScenario } from "../../client/engines/kernel/scenario.ts";
import { simulatorHtml } from "../../client/simulator/html.ts";
import { runLink } from "../../client/simulator/link.ts";
import { answer, Requester, type RequestMessage } from "../../client/simulator/protocol.ts";
import { parseRequest } from "../../client/simulator/request.ts";
import { toCsv, toJson } from "../../client/simulator/webview/exportText.ts";
import { readState } from "../../client/simulator/webview/panelState.ts";
import { scenarioText } from "../../client/simulator/webview/scenarioText.ts";

const input: RunInput = {
  engine: "rate-limiter",
  params: { rate: 5 },
  seed: 7,
  actions: [{ atEvent: 30, action: "burst", argument: 40 }],
};

describe("panel: requests from outside", () => {
  const good: unknown[] = [
    { engine: "cache" },
    { engine: "cache", params: { capacity: 500, policy: "lru" }, seed: 3 },
    { engine: "rate-limiter", preset: "api-quota" },
    { ...input, events: 12 },
  ];
  for (const value of good) {
    it(`takes ${JSON.stringify(value)}`, () => assert.deepEqual(parseRequest(value, engines).request, value));
  }

  it("drops what it does not know", () => {
    assert.deepEqual(parseRequest({ engine: "cache", html: "<b>" }, engines).request, { engine: "cache" });
  });

  const bad: [unknown, RegExp][] = [
    [undefined, /needs a request/],
    ["cache", /needs a request/],
    [{ engine: "toString" }, /no simulation "toString"\. Known: .*\bcache\b/],
    [{ engine: "cache", preset: "constructor" }, /no preset/],
    [{ engine: "cache", params: { size: 1 } }, /no parameter "size"\. Known: .*capacity/],
    [{ engine: "cache", params: JSON.parse('{"__proto__": 1}') }, /no parameter/],
    [{ engine: "cache", params: { capacity: "500" } }, /capacity .* must be a number/],
    [{ engine: "cache", params: { capacity: Number.NaN } }, /capacity .* must be a number/],
    [{ engine: "cache", params: [1] }, /must be an object/],
    [{ engine: "cache", seed: -1 }, /seed must be a whole number/],
    [{ engine: "cache", events: 1e12 }, /events must be a whole number/],
    [{ engine: "cache", actions: [{ atEvent: 1, action: "rm", argument: 0 }] }, /knows no action "rm"/],
    [{ ...input, actions: [{ atEvent: 1.5, action: "burst", argument: 1 }] }, /whole number/],
    [{ ...input, actions: [{ atEvent: 1, action: "burst" }] }, /argument of the action burst/],
    [{ ...input, actions: Array(1001).fill(input.actions[0]) }, /At most 1000/],
  ];
  for (const [value, message] of bad) {
    it(`refuses ${(JSON.stringify(value) ?? "nothing").slice(0, 70)}`, () => {
      const { request, problem } = parseRequest(value, engines);
      assert.equal(request, undefined);
      assert.match(problem ?? "", message);
    });
  }

  it("reads kept state only when it is usable", () => {
    const state = { input, events: 12, speed: 100, tab: "log" };
    assert.deepEqual(readState(state, engines)?.events, 12);
    assert.equal(readState({ ...state, input: { ...input, params: { rate: -1 } } }, engines), undefined);
    assert.equal(readState({ ...state, tab: "gone" }, engines)?.tab, "run");
    assert.equal(readState(undefined, engines), undefined);
  });
});

describe("panel: what is shared", () => {
  it("a link holds all of a run", () => {
    const link = new URL(runLink("vscode", "designwise.designwise", input, 12));
    assert.equal(`${link.protocol}//${link.host}${link.pathname}`, "vscode://designwise.designwise/simulate");
    const parsed = parseRequest(JSON.parse(link.searchParams.get("run") ?? ""), engines);
    assert.deepEqual(parsed.request, { ...input, events: 12 });
  });

  it("a scenario comment replays to the same trace", () => {
    const engine = engines.find(({ id }) => id === input.engine);
    assert.ok(engine !== undefined);
    const run = createRun(engine, input);
    run.advance(8000, Number.POSITIVE_INFINITY);
    const text = scenarioText(engines, input, 8000);
    assert.match(text, /^designwise: rate-limiter set rate=5 seed 7 at \S+ms burst 40 until 8000ms$/);

    const scenario = parseScenario(text, engines);
    const again = createRun(engine, {
      engine: engine.id,
      params: scenario.params,
      seed: scenario.seed,
      actions: [],
    });
    for (const { at, action, argument } of scenario.actions) {
      again.advance(at, Number.POSITIVE_INFINITY);
      again.act(action, argument);
    }
    again.advance(scenario.until, Number.POSITIVE_INFINITY);
    assert.equal(again.hash(), run.hash());
  });

  it("exports tidy CSV, and JSON without NaN", () => {
    const engine = engines.find(({ id }) => id === "cache");
    assert.ok(engine !== undefined);
    const run = createRun(engine, { engine: "cache", params: {}, seed: 1, actions: [] });
    const empty = JSON.parse(toJson([run]));
    assert.equal(empty.summary.hitRatio.value, null);
    run.advance(1000, Number.POSITIVE_INFINITY);
    const rows = toCsv([run, run]).trimEnd().split("\n");
    assert.equal(rows[0], "run,series,unit,x,y");
    assert.ok(rows.slice(1).every((row) => /^[AB],\w+,[^,]*,[\d.e+-]+,[\d.e+-]+$/.test(row)));
    assert.equal(JSON.parse(toJson([run, run])).length, 2);
  });

  it("the page names its nonce and sources, and nothing can break out of an attribute", () => {
    const html = simulatorHtml({
      cspSource: "https://example.test",
      nonce: "abc",
      script: 's.js?"><script>',
      worker: "w.js",
      styles: ["a.css"],
      codicons: "c.css",
    });
    assert.match(html, /default-src 'none'; script-src 'nonce-abc'; style-src https:\/\/example\.test;/);
    assert.match(html, /worker-src blob:/);
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, /unsafe|style=/);
  });
});

describe("panel: requests between the halves", () => {
  type Calls = { double: { params: number; result: number } };

  it("bring back the answer, or the error", async () => {
    const requester = new Requester<Calls>((message: RequestMessage<Calls>) => {
      const handlers = {
        double: (value: number) => {
          if (value < 0) throw new Error("negative");
          return value * 2;
        },
      };
      void answer<Calls>(message, handlers).then((reply) => requester.settle(reply));
    });
    assert.equal(await requester.request("double", 21), 42);
    await assert.rejects(requester.request("double", -1), /negative/);
  });

  it("do not hang when the other side is gone", async () => {
    const requester = new Requester<Calls>(() => undefined);
    const waiting = requester.request("double", 1);
    requester.close("the worker ended");
    await assert.rejects(waiting, /the worker ended/);
  });
});
