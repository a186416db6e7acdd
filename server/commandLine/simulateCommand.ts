/**
 * `designwise simulate <engine>`: a run without a panel. The same input gives the same numbers as the panel does, so
 * that a figure seen there can be repeated in a terminal or in CI.
 */
import { ParamError } from "../../client/engines/kernel/params.ts";
import { createRun } from "../../client/engines/kernel/run.ts";
import type { Run } from "../../client/engines/kernel/runTypes.ts";
import { type Command, stringOf, UsageError, type World } from "./command.ts";
import { readRequest, type SimulateRequest } from "./simulateRequest.ts";
import { runSweep } from "./simulateSweep.ts";
import { formatNumber, runReport } from "./simulationReport.ts";

/** Enough for hours of virtual time, not for a slip of the hand in `--until`. */
const maxEvents = 50_000_000;

export const simulateCommand: Command = {
  name: "simulate",
  usage:
    "simulate <engine> [--preset p] [--set k=v]… [--seed n] [--until 60s] [--sweep k=a..b [--steps n]] [--seeds 1..20] [--format text|json]",
  summary: "runs an engine and reports its metrics",
  options: {
    preset: { type: "string" },
    set: { type: "string", multiple: true },
    seed: { type: "string" },
    until: { type: "string" },
    sweep: { type: "string" },
    steps: { type: "string" },
    seeds: { type: "string" },
    format: { type: "string" },
  },
  run: async (invocation, world) => {
    const request = readRequest(invocation);
    try {
      return stringOf(invocation, "sweep") !== undefined || stringOf(invocation, "seeds") !== undefined
        ? runSweep(request, invocation, world)
        : runOnce(request, world);
    } catch (error) {
      if (error instanceof ParamError)
        throw new UsageError(error.problems.map(({ message }) => message).join("\n"));
      throw error;
    }
  },
};

function runOnce(request: SimulateRequest, { out, error }: World): 0 {
  const { engine, params, seed, until } = request;
  const run = createRun(engine, { engine: engine.id, params, seed, actions: [] });
  run.advance(until, maxEvents);
  const stopped = run.events >= maxEvents;
  if (stopped) {
    error(
      `designwise simulate: stopped at ${maxEvents.toLocaleString("en")} events (x = ${formatNumber(run.x)}); what follows is what it has.\n`,
    );
  }
  const report = runReport(run);
  out(request.format === "json" ? `${JSON.stringify(report)}\n` : textOf(run, report));
  return 0;
}

function textOf(run: Run, report: ReturnType<typeof runReport>): string {
  const lines = Object.entries(report.summary).map(([name, { value, unit }]) => {
    const theory = report.theory[name];
    const beside = theory ? `   theory ${formatNumber(theory.value)}` : "";
    return `  ${run.engine.metrics[name]?.title ?? name}: ${formatNumber(value)}${unit ? ` ${unit}` : ""}${beside}`;
  });
  const params = Object.entries(report.params).map(([name, value]) => `${name}=${value}`);
  return `${run.engine.title}, seed ${report.seed}, ${formatNumber(run.x)} ${report.x.unit || "operations"}, ${run.events} events\n  ${params.join(" ")}\n\n${lines.join("\n")}\n`;
}
