/**
 * `tsx test/editor/run.ts [version…] [--grep text]`: the editor suite in the oldest VS Code that package.json promises and
 * in the newest known one, one after the other (each wants both cores).
 */
import { installCodeServer } from "../dev/codeServer.ts";
import { newestServer, oldestServer } from "../dev/codeServerVersions.ts";
import { addReports, type TierReport, writeReport } from "../dev/report.ts";
import { bundleSuite, packagedExtension, screenshotFolder } from "./prepare.ts";
import { runInServer } from "./runServer.ts";

const asked = process.argv.slice(2);
const grepAt = asked.indexOf("--grep");
if (grepAt >= 0) process.env.DESIGNWISE_GREP = asked.splice(grepAt, 2)[1] ?? "";
const versions = asked.length > 0 ? asked : [oldestServer.codeServer, newestServer.codeServer];

const input = {
  suite: await bundleSuite(),
  extension: process.env.DESIGNWISE_EXTENSION ?? (await packagedExtension()),
};
const reports: TierReport[] = [];
for (const version of versions) {
  const installed = await installCodeServer(version, (line) => console.log(line));
  const name = `VS Code ${installed.server.vscode}`;
  const startedMs = Date.now();
  const run = await runInServer(installed, input);
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  console.log(`${name}: ${run.report.passed} passed, ${run.report.failures.length} failed (${seconds} s)`);
  for (const failure of run.report.failures) console.log(`\n✖ ${name} › ${failure.title}\n${failure.error}`);
  const verbose = process.env.DESIGNWISE_VERBOSE !== undefined;
  if (run.report.failures.length > 0 || verbose) console.log(`\n${run.console.join("\n")}`);
  reports.push({
    passed: run.report.passed,
    failures: run.report.failures.map(({ title, error }) => ({ title: `${name} › ${title}`, error })),
    skipped: run.report.skipped.map((title) => `${name} › ${title}`),
  });
}
const total = addReports(reports);
writeReport(total);
console.log(`screenshots: ${screenshotFolder}`);
process.exit(total.failures.length === 0 ? 0 : 1);
