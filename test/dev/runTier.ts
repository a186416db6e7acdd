/** Runs one tier in processes of its own, so that a crash, a leak or a hang in one takes no other down. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./process.ts";
import { emptyReport, type TierReport } from "./report.ts";
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
    report: tier.counts === "none" ? emptyReport : report,
    elapsedMs: performance.now() - startedMs,
  });
  try {
    for (const command of tier.commands) {
      const left = tier.deadlineMs - (performance.now() - startedMs);
      const ended = await run(process.execPath, nodeArguments(command), {
        cwd: root,
        env: { ...env, DESIGNWISE_REPORT: reportPath },
        deadlineMs: Math.max(1, left),
      });
      const report = tier.counts === "tests" ? readReport(reportPath) : undefined;
      if (ended.code !== 0) return result(failed(tier, report, ended.output));
      if (tier.counts === "tests") {
        return result(report ?? failed(tier, undefined, `It wrote no report.\n${ended.output}`));
      }
    }
    return result({ passed: 1, failures: [], skipped: [] });
  } catch (error) {
    return result(failed(tier, undefined, String(error)));
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

/** The tests that failed, or, when none says so, the end of the program's output. */
function failed(tier: Tier, report: TierReport | undefined, output: string): TierReport {
  if (report !== undefined && report.failures.length > 0) return report;
  const failure = { title: `${tier.name} runs`, error: output.trimEnd().split("\n").slice(-200).join("\n") };
  return { ...(report ?? emptyReport), failures: [failure] };
}
