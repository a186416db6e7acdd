/** The runner of tiers must not be fooled: whatever ends badly, says nothing or hangs is a failure that is told in full. */
import assert from "node:assert/strict";
import { judge } from "../editor/judge.ts";
import { runTier } from "./runTier.ts";
import type { Tier } from "./tiers.ts";

const tier = (counts: Tier["counts"], ...scripts: string[]): Tier => ({
  name: "sample",
  counts,
  commands: scripts.map((script) => ["-e", script]),
  phase: 0,
  deadlineMs: 20_000,
});

const report = (passed: number, failures: readonly string[] = []) => {
  const text = JSON.stringify({
    passed,
    failures: failures.map((title) => ({ title, error: "why" })),
    skipped: [],
  });
  return `require("fs").writeFileSync(process.env.DESIGNWISE_REPORT, ${JSON.stringify(text)});`;
};

async function outcome(one: Tier): Promise<{ passed: number; failures: readonly string[] }> {
  const { report: said } = await runTier(one, process.env);
  return { passed: said.passed, failures: said.failures.map(({ title, error }) => `${title}: ${error}`) };
}

describe("a tier", () => {
  it("that is a check counts as one, and stops at its first failing step", async () => {
    assert.deepEqual(await outcome(tier("one", "", "")), { passed: 1, failures: [] });
    const failing = await outcome(
      tier("one", "console.log('broken'); process.exit(3)", "console.log('later')"),
    );
    assert.deepEqual(failing, { passed: 0, failures: ["sample runs: broken"] });
  });

  it("of tests adds the reports of its commands", async () => {
    const failing = `${report(2, ["a test"])} process.exitCode = 1`;
    assert.deepEqual(await outcome(tier("tests", failing, report(3))), {
      passed: 5,
      failures: ["a test: why"],
    });
  });

  it("of tests that writes no report has failed, whatever its exit code", async () => {
    const { passed, failures } = await outcome(tier("tests", report(2), "console.log('all is well')"));
    assert.equal(passed, 2);
    assert.deepEqual(failures, ["sample runs: It wrote no report.\nall is well"]);
  });

  it("that reports success but exits otherwise has failed", async () => {
    const { failures } = await outcome(tier("tests", `${report(2)} process.exitCode = 7`));
    assert.equal(failures.length, 1);
  });

  it("that hangs is ended", async () => {
    const { failures } = await outcome({
      ...tier("tests", "setInterval(() => {}, 1000)"),
      deadlineMs: 500,
    });
    assert.match(failures.join(), /longer than 0\.\d+ s/);
  });

  it("that is ended and then reports what failed by it says why", async () => {
    const stubborn = `process.on("SIGTERM", () => { ${report(1, ["a test"])} process.exit(1) }); setInterval(() => {}, 1000)`;
    const { failures } = await outcome({ ...tier("tests", stubborn), deadlineMs: 1_500 });
    assert.equal(failures[0], "a test: why");
    assert.match(failures[1] ?? "", /longer than/);
  });

  it("that cannot be started has failed", async () => {
    const { failures } = await outcome(tier("one", "require('./no-such-file')"));
    assert.match(failures.join(), /no-such-file/);
  });
});

describe("an editor's run", () => {
  const good = { passed: 3, failures: [], skipped: [] };

  it("is believed only when report and exit agree", () => {
    assert.equal(judge(good, "exit 0"), good);
    assert.equal(judge(good, "exit 1").failures.length, 1);
    assert.deepEqual(judge(undefined, "no result within 240 s").failures, [
      { title: "the suite reports its result", error: "no result within 240 s" },
    ]);
  });
});
