/**
 * Mocha inside the extension host. Every result is sent to the runner, and a failing suite also rejects: then VS Code
 * itself exits with an error, which is what a desktop runner without a bridge sees.
 */
import Mocha from "mocha";
import type { Failure, TierReport } from "../../../dev/report.ts";
import { outside } from "./outside.ts";

const testLimitMs = 30_000;

export async function runSuite(files: readonly (() => Promise<unknown>)[]): Promise<void> {
  const grep = process.env.DESIGNWISE_GREP;
  const mocha = new Mocha({
    ui: "bdd",
    timeout: testLimitMs,
    // Prints nothing by itself; the listeners below tell the runner.
    reporter: Mocha.reporters.Base,
    ...(grep === undefined ? {} : { grep }),
  });
  mocha.suite.emit("pre-require", globalThis as never, "suite", mocha);
  for (const file of files) await file();
  const report = await runAndCollect(mocha);
  await outside({ ask: "report", report });
  if (report.failures.length > 0) throw new Error(`${report.failures.length} tests failed`);
}

function runAndCollect(mocha: Mocha): Promise<TierReport> {
  const failures: Failure[] = [];
  const skipped: string[] = [];
  let passed = 0;
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      if (passed + failures.length === 0)
        failures.push({ title: "the suite holds tests", error: "none ran" });
      resolve({ passed, failures, skipped });
    });
    runner.on("pass", (test) => {
      passed++;
      console.log(`✔ ${test.fullTitle()} (${test.duration} ms)`);
    });
    runner.on("pending", (test) => skipped.push(test.fullTitle()));
    runner.on("fail", (test, error: Error) => {
      failures.push({ title: test.fullTitle(), error: error.stack ?? String(error) });
      console.error(`✖ ${test.fullTitle()}: ${error.stack ?? error}`);
    });
  });
}
