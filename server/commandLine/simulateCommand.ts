/**
 * `designwise simulate <engine>`: a run without a panel. The same input gives the same numbers as the panel does, so
 * that a figure seen there can be repeated in a terminal or in CI. With files instead of an engine it runs their scenarios.
 */
import { engines } from "../../client/engines/index.gen.ts";
import { axisOf } from "../../client/engines/kernel/axis.ts";
import { ParamError } from "../../client/engines/kernel/params.ts";
import { createRun } from "../../client/engines/kernel/run.ts";
import { type RunReport, runReport, seriesRows } from "../../client/engines/kernel/runReport.ts";
import type { Run } from "../../client/engines/kernel/runTypes.ts";
import { EVENT_BUDGET } from "../../client/engines/kernel/scenarioRun.ts";
import { type Command, stringOf, UsageError, type World } from "./command.ts";
import { formatNumber } from "./formatNumber.ts";
import { readRequest, type SimulateRequest } from "./simulateRequest.ts";
import { runScenarios } from "./simulateScenarios.ts";
import { runSweep } from "./simulateSweep.ts";

export const simulateCommand: Command = {
  name: "simulate",
  usage:
    "simulate <engine | scenario files…> [--preset p] [--set k=v]… [--seed n] [--until 60s] [--sweep k=a..b [--steps n]] [--seeds 1..200] [--format text|json|csv]",
  summary: "runs an engine and reports its metrics, or holds scenarios to what they expect",
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
    if (await namesFiles(invocation.positionals, world))
      return runScenarios(invocation.positionals, invocation, world);
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

/** An engine's id wins over a file of that name, which `./` in front of it tells apart. */
async function namesFiles(positionals: readonly string[], world: World): Promise<boolean> {
  const [first] = positionals;
  if (first === undefined || engines.some(({ id }) => id === first)) return false;
  return world.list(first).then(
    () => true,
    () => /[./\\]/.test(first),
  );
}

function runOnce(request: SimulateRequest, { out, error }: World): 0 {
  const { engine, params, seed, until } = request;
  const run = createRun(engine, { engine: engine.id, params, seed, actions: [] });
  run.advance(until, EVENT_BUDGET);
  if (run.events >= EVENT_BUDGET) {
    error(
      `designwise simulate: stopped at ${EVENT_BUDGET.toLocaleString("en")} events (x = ${formatNumber(run.x)}); what follows is what it has.\n`,
    );
  }
  if (request.format === "csv") out(`${["series,unit,x,y", ...seriesRows(run)].join("\n")}\n`);
  else {
    const report = runReport(run);
    out(request.format === "json" ? `${JSON.stringify(report)}\n` : textOf(run, report));
  }
  return 0;
}

function textOf(run: Run, report: RunReport): string {
  const lines = Object.entries(report.summary).map(([name, { value, unit }]) => {
    const theory = report.theory[name];
    const beside = theory ? `   theory ${formatNumber(theory.value)}` : "";
    return `  ${run.engine.metrics[name]?.title ?? name}: ${formatNumber(value)}${unit ? ` ${unit}` : ""}${beside}`;
  });
  const params = Object.entries(report.params).map(([name, value]) => `${name}=${value}`);
  return `${run.engine.title}, seed ${report.seed}, ${formatNumber(run.x)} ${axisOf(run.engine.kind).unit || `${axisOf(run.engine.kind).name}s`}, ${run.events} events\n  ${params.join(" ")}\n\n${lines.join("\n")}\n`;
}
