/**
 * `tsx test/dev/runMocha.ts <folder or file>… [--grep <regular expression>]`: mocha over all `*.test.ts` in them, with a report that `npm test` can add
 * up. A person runs mocha's own command; this is the same run with another ending.
 */
import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import Mocha from "mocha";
import { runAndCollect } from "./collect.ts";
import { type TierReport, writeReport } from "./report.ts";

/** Generous, because machines of CI are slow; a test that is slower by design says so itself. */
const testLimitMs = 20_000;
const exitLimitMs = 10_000;

const { values: options, positionals: paths } = parseArgs({
  options: { grep: { type: "string" } },
  allowPositionals: true,
});
const mocha = new Mocha({ timeout: testLimitMs, reporter: Mocha.reporters.Base, forbidOnly: true });
if (options.grep !== undefined) mocha.grep(new RegExp(options.grep));
mocha.suite.emit("pre-require", globalThis as never, "", mocha);
for (const path of paths) {
  for (const file of testFiles(path)) await load(file);
}
const report = await runAndCollect(mocha, process.env.DESIGNWISE_REPORT ? () => {} : console.log);
finish(report);
watchForHanging(report);

/** Not mocha's own loader: with it, one file that cannot be loaded hides the tests of all others. */
async function load(file: string): Promise<void> {
  try {
    await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    globalThis.it(`${file} can be loaded`, () => {
      throw error;
    });
  }
}

function testFiles(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .sort()
    .map((name) => join(path, name));
}

function finish(result: TierReport): void {
  writeReport(result);
  process.exitCode = result.failures.length === 0 ? 0 : 1;
}

/** A forgotten server or timer is a fault of its own. The timer keeps nothing alive, so it fires only if something else does. */
function watchForHanging(result: TierReport): void {
  setTimeout(() => {
    const error = `still open: ${process.getActiveResourcesInfo().join(", ")}`;
    console.error(error);
    finish({
      ...result,
      failures: [...result.failures, { title: "the tests leave nothing running", error }],
    });
    process.exit(1);
  }, exitLimitMs).unref();
}
