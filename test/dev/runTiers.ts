/**
 * `npm test`: every tier, one line each as it ends, failures in full, and one closing line with the sums. The exit code is
 * 1 when anything failed. `DESIGNWISE_SKIP=editor,java` switches off by name and is reported; `--long` runs the full seeds
 * and fuzzing; names of tiers as arguments run only these.
 */
import { addReports } from "./report.ts";
import { runTier, type TierResult } from "./runTier.ts";
import { patternLanguages, type Tier, tiers } from "./tiers.ts";

/** Two cores are what CI has; more tiers at a time would only make each slower. */
const lanes = 2;

const asked = process.argv.slice(2).filter((argument) => argument !== "--long");
const skip = (process.env.DESIGNWISE_SKIP ?? "").split(",").flatMap((name) => name.trim() || []);
refuseUnknown(asked, tierNames(), "The arguments name");
refuseUnknown(skip, [...tierNames(), ...patternLanguages], "DESIGNWISE_SKIP names");
const env = process.argv.includes("--long") ? { ...process.env, DESIGNWISE_LONG: "1" } : process.env;

const chosen = tiers.filter((tier) => isAsked(tier) && !isSkipped(tier));
const results: TierResult[] = [];
for (const phase of [...new Set(chosen.map((tier) => tier.phase))].sort()) {
  await runPhase(chosen.filter((tier) => tier.phase === phase));
}

for (const { tier, report } of results) {
  for (const failure of report.failures) console.log(`\n✖ ${tier.name} › ${failure.title}\n${failure.error}`);
}
const total = addReports(results.map((result) => result.report));
if (total.skipped.length > 0) console.log(`\nnot run, by their own word:\n  ${total.skipped.join("\n  ")}`);
if (skip.length > 0) console.log(`\nswitched off by DESIGNWISE_SKIP: ${skip.join(", ")}`);
console.log(`\n${total.passed} passed, ${total.failures.length} failed`);
process.exit(total.failures.length === 0 ? 0 : 1);

/** Each lane takes the next tier when it is free. */
async function runPhase(phase: readonly Tier[]): Promise<void> {
  const waiting = [...phase];
  const lane = async () => {
    for (let tier = waiting.shift(); tier !== undefined; tier = waiting.shift()) {
      const result = tier.needsBuild && buildFailed() ? withoutBuild(tier) : await runTier(tier, env);
      results.push(result);
      console.log(lineOf(result));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

function buildFailed(): boolean {
  return results.some(({ tier, report }) => tier.name === "build" && report.failures.length > 0);
}

function withoutBuild(tier: Tier): TierResult {
  const failure = { title: `${tier.name} runs`, error: "It needs the build, which failed." };
  return { tier, report: { passed: 0, failures: [failure], skipped: [] }, elapsedMs: 0 };
}

function lineOf({ tier, report, elapsedMs }: TierResult): string {
  const failures = report.failures.length;
  const count = report.passed + failures;
  const tests =
    tier.counts === "tests" ? (failures > 0 ? `${failures} of ${count} failed` : `${count} tests`) : "";
  return `${failures > 0 ? "✖" : "✔"} ${tier.name.padEnd(10)} ${tests.padEnd(20)} ${(elapsedMs / 1000).toFixed(1)} s`;
}

function tierNames(): string[] {
  return tiers.map((tier) => tier.name);
}

function isAsked(tier: Tier): boolean {
  return asked.length === 0 || asked.includes(tier.name);
}

function isSkipped(tier: Tier): boolean {
  return skip.includes(tier.name) || (tier.partOf !== undefined && skip.includes(tier.partOf));
}

/** A mistyped name would otherwise run everything, or nothing. */
function refuseUnknown(names: readonly string[], known: readonly string[], who: string): void {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  console.error(`${who} ${unknown.join(", ")}; known are ${known.join(", ")}.`);
  process.exit(2);
}
