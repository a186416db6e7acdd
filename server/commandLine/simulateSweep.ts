/**
 * `designwise simulate --sweep k=a..b` and `--seeds a..b`: one summary a point, with 95 % confidence intervals over seeds
 * and theory's value beside the measured one. Without `--sweep` there is a single point.
 */
import type { ParamSpec, ParamValue } from "../../client/engines/kernel/engine.ts";
import { resolveParams } from "../../client/engines/kernel/params.ts";
import { EVENT_BUDGET } from "../../client/engines/kernel/scenarioRun.ts";
import {
  type SweepPoint,
  type SweepSpec,
  sweepPoint,
  sweepValues,
} from "../../client/engines/kernel/sweep.ts";
import { type Invocation, stringOf, UsageError, type World } from "./command.ts";
import { formatNumber } from "./formatNumber.ts";
import { progressBar } from "./progressBar.ts";
import { paramOf, type SimulateRequest } from "./simulateRequest.ts";

const defaultSeeds = "1..5";
const defaultSteps = 10;
const maxSeeds = 10_000;
const maxSteps = 1000;

interface Axis {
  readonly param: string;
  readonly values: readonly ParamValue[];
}

export function runSweep(request: SimulateRequest, invocation: Invocation, world: World): 0 {
  const axis = axisOf(request, stringOf(invocation, "sweep"), stringOf(invocation, "steps"));
  const seeds = seedsOf(stringOf(invocation, "seeds") ?? defaultSeeds);
  const { engine, params, until } = request;
  const spec: SweepSpec = { engine, params, param: axis.param, seeds, until, maxEvents: EVENT_BUDGET };
  const progress = progressBar(world, axis.values.length * seeds.length);
  const points = axis.values.map((value) => sweepPoint(spec, value, progress.advance));
  progress.clear();
  const stopped = points.reduce((sum, point) => sum + point.stopped, 0);
  if (stopped > 0) {
    world.error(
      `designwise simulate: ${stopped} runs stopped at ${EVENT_BUDGET.toLocaleString("en")} events; what follows is what they have.\n`,
    );
  }
  const print = { json: jsonOf, csv: csvOf, text: textOf }[request.format];
  world.out(print(spec, points));
  return 0;
}

/** Choices and flags are swept by naming their values: `--sweep policy=lru,fifo`. */
function axisOf(request: SimulateRequest, sweep: string | undefined, steps: string | undefined): Axis {
  const { engine } = request;
  if (sweep === undefined) {
    const [param = "", value] = Object.entries(resolveParams(engine, request.params).params)[0] ?? [];
    return { param, values: value === undefined ? [] : [value] };
  }
  const [, param = "", range = ""] = /^([^=]+)=(.+)$/.exec(sweep) ?? [];
  if (param === "")
    throw new UsageError(`--sweep takes parameter=from..to or parameter=a,b,c, not "${sweep}".`);
  const ends = /^(.+?)\.\.(.+)$/.exec(range);
  if (!ends) return { param, values: range.split(",").map((text) => paramOf(engine, param, text)) };
  const [from, to] = [paramOf(engine, param, ends[1] ?? ""), paramOf(engine, param, ends[2] ?? "")];
  const spec: ParamSpec | undefined = engine.params[param];
  if (spec?.kind !== "number" || typeof from !== "number" || typeof to !== "number") {
    throw new UsageError(`${param} is no number; name its values instead: --sweep ${param}=a,b.`);
  }
  return {
    param,
    values: sweepValues(spec, from, to, wholeNumber("steps", steps ?? String(defaultSteps), maxSteps)),
  };
}

function seedsOf(text: string): readonly number[] {
  const [, first = "", last = first] = /^(\d+)(?:\.\.(\d+))?$/.exec(text) ?? [];
  const from = Number(first);
  const count = Number(last) - from + 1;
  if (first === "" || count < 1 || count > maxSeeds || !Number.isSafeInteger(from + count)) {
    throw new UsageError(`--seeds is a range of at most ${maxSeeds} such as 1..20, not "${text}".`);
  }
  return Array.from({ length: count }, (_, index) => from + index);
}

function wholeNumber(name: string, text: string, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= max) return value;
  throw new UsageError(`--${name} is a whole number from 1 to ${max}, not "${text}".`);
}

function jsonOf(spec: SweepSpec, points: readonly SweepPoint[]): string {
  const { engine } = spec;
  const param: ParamSpec | undefined = engine.params[spec.param];
  const report = {
    engine: engine.id,
    params: resolveParams(engine, spec.params).params,
    seeds: spec.seeds,
    sweep: { param: spec.param, unit: param?.kind === "number" ? param.unit : "" },
    points: points.map(({ value, metrics, theory }) => ({
      x: value,
      summary: Object.fromEntries(
        Object.entries(metrics).map(([name, { mean, halfWidth, spread, unit }]) => [
          name,
          { value: mean, low: mean - halfWidth, high: mean + halfWidth, ...spread, unit },
        ]),
      ),
      theory: Object.fromEntries(
        Object.entries(theory).map(([name, known]) => [
          name,
          { value: known.value, tolerance: known.tolerance },
        ]),
      ),
    })),
  };
  return `${JSON.stringify(report)}\n`;
}

/** One row a metric and point. */
function csvOf(spec: SweepSpec, points: readonly SweepPoint[]): string {
  const rows = points.flatMap(({ value, metrics, theory }) =>
    Object.entries(metrics).map(
      ([
        name,
        {
          mean,
          halfWidth,
          spread: { p5, p50, p95 },
          unit,
        },
      ]) => {
        const known = theory[name]?.value ?? "";
        return [
          spec.param,
          value,
          name,
          unit,
          mean,
          mean - halfWidth,
          mean + halfWidth,
          p5,
          p50,
          p95,
          known,
        ].join(",");
      },
    ),
  );
  return `${["param,x,metric,unit,mean,low,high,p5,p50,p95,theory", ...rows].join("\n")}\n`;
}

function textOf(spec: SweepSpec, points: readonly SweepPoint[]): string {
  const { engine, param, seeds } = spec;
  const lines = points.flatMap(({ value, metrics, theory }) => [
    `${param} = ${typeof value === "number" ? formatNumber(value) : value}`,
    ...Object.entries(metrics).map(([name, { mean, halfWidth, spread, unit }]) => {
      const range = seeds.length > 1 ? `   ${formatNumber(spread.p5)} … ${formatNumber(spread.p95)}` : "";
      const beside = theory[name] ? `   theory ${formatNumber(theory[name].value)}` : "";
      const title = engine.metrics[name]?.title ?? name;
      return `  ${title}: ${formatNumber(mean)} ± ${formatNumber(halfWidth)}${unit ? ` ${unit}` : ""}${range}${beside}`;
    }),
  ]);
  const head = "mean ± its 95 % confidence interval, 5th … 95th percentile of the runs";
  return `${engine.title}, ${seeds.length} seeds: ${head}\n\n${lines.join("\n")}\n`;
}
