/**
 * `tsx test/editor/run.ts [version…] [--grep text]`: the editor suite in the oldest VS Code that package.json promises and
 * in the newest known one, one after the other (each wants both cores), and in the desktop
 * build that `DESIGNWISE_VSCODE` names, if it names one.
 */
import { installCodeServer } from "../dev/codeServer.ts";
import { newestServer, oldestServer } from "../dev/codeServerVersions.ts";
import { addReports, type TierReport, writeReport } from "../dev/report.ts";
import { bundleSuite, packagedExtension, screenshotFolder } from "./prepare.ts";
import { runOnDesktop } from "./runDesktop.ts";
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
  reports.push(named(name, run.report));
}
if (process.env.DESIGNWISE_VSCODE !== undefined) {
  const report = await runOnDesktop(input.suite, input.extension);
  console.log(`desktop: ${report.passed} passed, ${report.failures.length} failed`);
  reports.push(named("desktop", report));
}
const total = addReports(reports);
writeReport(total);
console.log(`screenshots: ${screenshotFolder}`);
process.exit(total.failures.length === 0 ? 0 : 1);

function named(name: string, report: TierReport): TierReport {
  return {
    passed: report.passed,
    failures: report.failures.map(({ title, error }) => ({ title: `${name} › ${title}`, error })),
    skipped: report.skipped.map((title) => `${name} › ${title}`),
  };
}
