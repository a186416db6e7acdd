/** Parameters, durations, scenarios and sweeps: what people type, and what they are told when it is wrong. */
import assert from "node:assert/strict";
import { engines } from "../../client/engines/index.gen.ts";
import { parseDuration } from "../../client/engines/kernel/duration.ts";
import type { NumberParam } from "../../client/engines/kernel/engine.ts";
import { parseParam, resolveParams } from "../../client/engines/kernel/params.ts";
import { parseScenario, ScenarioError } from "../../client/engines/kernel/scenario.ts";
import { runScenario } from "../../client/engines/kernel/scenarioRun.ts";

const rateLimiter = engines.find((engine) => engine.id === "rate-limiter")!;

describe("durations", () => {
  it("are read in every unit, plain numbers too", () => {
    const cases: [string, number | undefined][] = [
      ["60s", 60_000],
      ["500ms", 500],
      ["2m", 120_000],
      ["1.5h", 5_400_000],
      ["1d", 86_400_000],
      ["250", 250],
      ["1e5", 100_000],
      ["1_000", 1000],
      [" 3 s ", 3000],
      ["", undefined],
      ["s", undefined],
      ["-5s", undefined],
      ["5 parsecs", undefined],
      ["1.2.3", undefined],
      ["Infinity", undefined],
    ];
    for (const [text, expected] of cases) assert.equal(parseDuration(text), expected, text);
  });
});

describe("parameters", () => {
  it("get defaults, and problems that name limits and unit", () => {
    const { params, problems } = resolveParams(rateLimiter, {
      rate: -1,
      burst: 2.5,
      algorithm: "magic",
      window: NaN,
    });
    const algorithms = rateLimiter.params.algorithm.options.map(({ value }: { value: string }) => value);
    assert.deepEqual(
      problems.map((problem) => problem.message),
      [
        `algorithm must be one of ${algorithms.join(", ")}, not "magic"`,
        "rate must be a number from 0.01 to 100000 1/s, not -1",
        "burst must be a whole number from 1 to 10000, not 2.5",
        "window must be a number from 10 to 3600000 ms, not NaN",
      ],
    );
    assert.equal(params.rate, 10);
    for (const bad of ["10", null, {}, true, Infinity]) {
      assert.equal(resolveParams(rateLimiter, { rate: bad }).problems.length, 1, String(bad));
    }
    assert.deepEqual(resolveParams(rateLimiter, { toString: 1 }).problems[0]!.param, "toString");
  });

  it("are checked against each other", () => {
    const { problems } = resolveParams(rateLimiter, { rate: 100_000, window: 3_600_000 });
    assert.equal(problems[0]!.param, "");
    assert.match(problems[0]!.message, /rate × window must be at most 100000/);
  });

  it("are read from text by kind and unit", () => {
    assert.equal(parseParam(rateLimiter.params.window, "60s"), 60_000);
    assert.equal(parseParam(rateLimiter.params.rate, "1e2"), 100);
    assert.equal(parseParam(rateLimiter.params.rate, "60s"), undefined);
    const flag = { kind: "flag", label: "", help: "", default: false } as const;
    assert.deepEqual(
      ["true", "false", "yes"].map((text) => parseParam(flag, text)),
      [true, false, undefined],
    );
    const seconds: NumberParam = {
      kind: "number",
      label: "",
      help: "",
      default: 1,
      min: 0,
      max: 9,
      unit: "s",
    };
    assert.equal(parseParam(seconds, "500ms"), 0.5);
  });
});

describe("scenarios", () => {
  it("read every clause, in any order", () => {
    const text =
      "designwise: rate-limiter/api-quota expect rejectedRatio <= 20% until 5s at 2s burst at 1s pause 500ms seed 7 set burst=9 window=2s";
    const { params, seed, until, actions, expectations } = parseScenario(text, engines);
    assert.deepEqual([params.burst, params.window, params.rate, seed, until], [9, 2000, 100, 7, 5000]);
    assert.deepEqual(actions, [
      { at: 1000, action: "pause", argument: 500 },
      { at: 2000, action: "burst", argument: 50 },
    ]);
    assert.equal(expectations[0]!.value, 0.2);
    assert.deepEqual(parseScenario("cache", engines).until, 100_000);
  });

  const errors: [string, RegExp][] = [
    ["^", /expected an engine at the end/],
    ["designwise: ^cash", /no engine «cash»; there are .*\bcache, .*\brate-limiter, /],
    ["cache ^when 5", /expected set, seed, at, until or expect, not «when»/],
    ["^cache/huge", /no preset «huge»; it has lru-500/],
    ["cache set ^capacity=0", /capacity must be a whole number from 1 to 100000/],
    ["cache set ^capacity=ten", /capacity must be a whole number from 1 to 100000, not "ten"/],
    ["cache set capacity=5 ^colour=red", /no parameter colour/],
    ["cache set ^seed 5", /expected name=value, not «seed»/],
    ["cache seed ^-1", /seed must be a whole number from 0/],
    ["cache until ^soon", /expected a time such as 60s or 5000, not «soon»/],
    ["cache at 5 ^explode", /no action explode; it has scan, shift, clear/],
    ["cache at 5 scan ^0", /scan must be a whole number from 1 to 100000/],
    ["cache expect ^speed > 5", /no metric «speed»; it has hitRatio/],
    ["cache expect hitRatio ^!= 5", /expected one of >= <= > < = ~/],
    ["cache expect hitRatio > ^much", /expected a number, not «much»/],
    ["cache expect ^evictions ~ theory", /no theory for evictions/],
    ["cache expect hitRatio ~ ^5", /expected theory after ~/],
    ["cache expect hitRatio >^", /expected a value at the end/],
    ["^rate-limiter set rate=1e5 window=1h", /rate × window must be at most/],
  ];
  for (const [marked, message] of errors) {
    it(`say what is wrong with ${marked}`, () => {
      const column = marked.indexOf("^") + 1;
      assert.throws(
        () => parseScenario(marked.replace("^", ""), engines),
        (error: unknown) => {
          assert.ok(error instanceof ScenarioError);
          assert.match(error.message, message);
          assert.equal(error.column, column);
          return true;
        },
      );
    });
  }

  it("report the first expectation that fails", () => {
    const failure = (text: string) => runScenario(parseScenario(text, engines)).failure;
    assert.equal(failure("cache until 2000 expect accesses = 2000 expect entries > 1"), undefined);
    assert.match(
      failure("cache until 2000 expect accesses = 2000 expect entries < 1 expect accesses = 0")!,
      /^expected entries < 1, measured \d+$/,
    );
    // Not full yet: the metric has no value, and that is no success.
    assert.match(failure("cache until 100 expect hitRatio >= 0")!, /measured NaN/);
    assert.match(failure("cache until 1500 expect hitRatio ~ theory")!, /theory says 0\.45/);
    assert.match(failure("rate-limiter set burstiness=9 expect allowedRate ~ theory")!, /does not apply/);
  });
});
