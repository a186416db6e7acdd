/** Runs a loaded mocha and gathers its results as a report; used in Node and inside the extension host alike. */
import type Mocha from "mocha";
import type { Failure, TierReport } from "./report.ts";

/** A run without a single test is a failure: a pattern that matches nothing must not look like success. */
export function runAndCollect(mocha: Mocha, tell: (line: string) => void = () => {}): Promise<TierReport> {
  const failures: Failure[] = [];
  const skipped: string[] = [];
  let passed = 0;
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      if (passed + failures.length === 0) failures.push({ title: "there are tests", error: "none ran" });
      resolve({ passed, failures, skipped });
    });
    runner.on("pass", (test) => {
      passed++;
      tell(`✔ ${test.fullTitle()} (${test.duration} ms)`);
    });
    runner.on("pending", (test) => skipped.push(test.fullTitle()));
    runner.on("fail", (test, error: unknown) => {
      const text = errorText(error);
      failures.push({ title: test.fullTitle(), error: text });
      tell(`✖ ${test.fullTitle()}\n${text}`);
    });
  });
}

/** Stack and the message, which some errors of `assert` hold apart. */
function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? "";
  return stack.includes(error.message) ? stack : `${error.message}\n${stack}`;
}
