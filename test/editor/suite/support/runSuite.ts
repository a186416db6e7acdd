/**
 * Mocha inside the extension host. Every result is sent to the runner, and a failing suite also rejects: then VS Code
 * itself exits with an error, so that a lost report cannot look like success.
 */
import Mocha from "mocha";
import { runAndCollect } from "../../../dev/collect.ts";
import { outside } from "./outside.ts";

const testLimitMs = 30_000;

export async function runSuite(files: readonly (() => Promise<unknown>)[]): Promise<void> {
  const grep = process.env.DESIGNWISE_GREP;
  const mocha = new Mocha({
    ui: "bdd",
    timeout: testLimitMs,
    // Prints nothing by itself: results go to the runner.
    reporter: Mocha.reporters.Base,
    ...(grep === undefined ? {} : { grep }),
  });
  mocha.suite.emit("pre-require", globalThis as never, "suite", mocha);
  for (const file of files) await file();
  const report = await runAndCollect(mocha, (line) => console.log(line));
  await outside({ ask: "report", report });
  if (report.failures.length > 0) throw new Error(`${report.failures.length} tests failed`);
}
