/** Whether a run of the suite is to be believed: its report and the way in which the editor ended must agree. */
import type { TierReport } from "../dev/report.ts";

/** A suite that reports nothing has failed, and so has one that reports success but exits otherwise. */
export function judge(report: TierReport | undefined, why: string): TierReport {
  if (report === undefined) {
    return { passed: 0, failures: [{ title: "the suite reports its result", error: why }], skipped: [] };
  }
  if (why !== "exit 0" && report.failures.length === 0) {
    return { ...report, failures: [{ title: "the suite ends well", error: why }] };
  }
  return report;
}
