/** Runs one tier in processes of its own, so that a crash, a leak or a hang in one takes no other down. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunResult, run } from "./process.ts";
import { addReports, emptyReport, type TierReport } from "./report.ts";
import { root, type Tier } from "./tiers.ts";

export interface TierResult {
  readonly tier: Tier;
  readonly report: TierReport;
  readonly elapsedMs: number;
}

/** Never throws: whatever goes wrong becomes a failure of this tier. */
export async function runTier(tier: Tier, env: NodeJS.ProcessEnv): Promise<TierResult> {
  const startedMs = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "designwise-tier-"));
  const reportPath = join(folder, "report.json");
  const result = (report: TierReport): TierResult => ({
    tier,
    report,
    elapsedMs: performance.now() - startedMs,
  });
  try {
    const reports: TierReport[] = [];
    for (const command of tier.commands) {
      const left = tier.deadlineMs - (performance.now() - startedMs);
      rmSync(reportPath, { force: true });
      const ended = await run(process.execPath, nodeArguments(command), {
        cwd: root,
        env: { ...env, DESIGNWISE_REPORT: reportPath },
        deadlineMs: Math.max(1, left),
      });
      reports.push(judge(tier, readReport(reportPath), ended));
      // The steps of a check build on each other; tests do not.
      if (tier.counts !== "tests" && ended.code !== 0) break;
    }
    const sum = addReports(reports);
    return result(tier.counts === "tests" ? sum : asOne(tier, sum));
  } catch (error) {
    return result(failed(tier, String(error)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `tsx` is loaded into our own Node, which spares a process and finds no other tsx. */
function nodeArguments(command: readonly string[]): string[] {
  return command[0] === "tsx" ? ["--import", "tsx", ...command.slice(1)] : [...command];
}

function readReport(path: string): TierReport | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as TierReport;
  } catch {
    return undefined;
  }
}

/** A check counts as one; a preparation counts only when it fails. */
function asOne(tier: Tier, sum: TierReport): TierReport {
  const passed = sum.failures.length === 0 && tier.counts === "one" ? 1 : 0;
  return { ...sum, passed };
}

/** What the report says, and never success when the program failed or tests were never counted. */
function judge(tier: Tier, report: TierReport | undefined, ended: RunResult): TierReport {
  // Whatever else fails then, fails because its browser or compiler was ended under it.
  if (ended.late) return failed(tier, ended.output, report);
  if (report !== undefined && (ended.code === 0 || report.failures.length > 0)) return report;
  if (tier.counts !== "tests" && ended.code === 0) return emptyReport;
  return failed(tier, ended.code === 0 ? `It wrote no report.\n${ended.output}` : ended.output, report);
}

function failed(tier: Tier, output: string, report: TierReport = emptyReport): TierReport {
  const error = output.trimEnd().split("\n").slice(-200).join("\n");
  return { ...report, failures: [...report.failures, { title: `${tier.name} runs`, error }] };
}
