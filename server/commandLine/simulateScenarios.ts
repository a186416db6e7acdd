/**
 * `designwise simulate <file>…`: runs the scenarios of files and holds each to what it expects, so that a team can keep a
 * capacity assumption in CI. The exit code is 1 when any does not hold.
 */
import { engines } from "../../client/engines/index.gen.ts";
import { type RunReport, runReport } from "../../client/engines/kernel/runReport.ts";
import {
  type PlacedScenario,
  parseScenarioFile,
  ScenarioFileError,
} from "../../client/engines/kernel/scenarioFile.ts";
import { runScenario } from "../../client/engines/kernel/scenarioRun.ts";
import { decodeText } from "../check/decodeText.ts";
import { choiceOf, type ExitCode, type Invocation, UsageError, type World } from "./command.ts";

/** Options that say what a scenario says itself. */
const ownOptions = ["preset", "set", "seed", "until", "sweep", "steps", "seeds"];

interface Outcome {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** What was measured instead of what is expected; undefined where everything holds. */
  readonly failure: string | undefined;
  readonly report: RunReport;
}

/** @throws UsageError for a file that cannot be read as scenarios, with the place. */
export async function runScenarios(
  paths: readonly string[],
  invocation: Invocation,
  world: World,
): Promise<ExitCode> {
  const clash = ownOptions.find((name) => invocation.values[name] !== undefined);
  if (clash !== undefined)
    throw new UsageError(`--${clash} does not go with a file: its scenarios say that.`);
  const format = choiceOf(invocation, "format", ["text", "json"]);
  const read: { file: string; scenarios: readonly PlacedScenario[] }[] = [];
  for (const path of paths) {
    for (const found of await world.list(path)) {
      const file = world.relative(found.path);
      read.push({ file, scenarios: readScenarios(file, decodeText(await world.read(found.path))) });
    }
  }
  const outcomes = read.flatMap(({ file, scenarios }) =>
    scenarios.map((placed) => {
      const outcome = outcomeOf(file, placed);
      if (format === "text") world.out(lineOf(outcome));
      return outcome;
    }),
  );
  const failed = outcomes.filter(({ failure }) => failure !== undefined).length;
  if (format === "json") world.out(`${JSON.stringify({ scenarios: outcomes })}\n`);
  else world.out(`\n${outcomes.length - failed} held, ${failed} did not\n`);
  return failed > 0 ? 1 : 0;
}

function readScenarios(file: string, text: string | undefined): PlacedScenario[] {
  if (text === undefined) throw new UsageError(`${file} is not text in UTF-8.`);
  try {
    return parseScenarioFile(text, engines);
  } catch (error) {
    if (!(error instanceof ScenarioFileError)) throw error;
    throw new UsageError(`${file}:${error.line}:${error.column}: ${error.message}`);
  }
}

function outcomeOf(file: string, { scenario, line, text }: PlacedScenario): Outcome {
  const { run, failure } = runScenario(scenario);
  return { file, line, text, failure, report: runReport(run) };
}

function lineOf({ file, line, text, failure }: Outcome): string {
  const place = `${file}:${line}`;
  return failure === undefined ? `✔ ${place} ${text}\n` : `✖ ${place} ${text}\n    ${failure}\n`;
}
