/**
 * Entry of `dist/engines.mjs`: the primitives, for anyone who wants an LRU cache or a hash ring that is tested against
 * theory, and the engines with what runs them. The one hand-written list of re-exports in the project.
 */

export { engines } from "./index.gen.ts";
export { parseDuration } from "./kernel/duration.ts";
export type * from "./kernel/engine.ts";
export { defineEngine } from "./kernel/engine.ts";
export { ParamError, parseParam, resolveParams } from "./kernel/params.ts";
export { createRun } from "./kernel/run.ts";
export { runLength } from "./kernel/runLength.ts";
export type * from "./kernel/runTypes.ts";
export { parseScenario, type Scenario, ScenarioError } from "./kernel/scenario.ts";
export { type PlacedScenario, parseScenarioFile, ScenarioFileError } from "./kernel/scenarioFile.ts";
export { runScenario, type ScenarioResult } from "./kernel/scenarioRun.ts";
export type * from "./kernel/scene.ts";
export type { Spread } from "./kernel/spread.ts";
export type { Estimate } from "./kernel/studentT.ts";
export {
  type SweepPoint,
  type SweepSpec,
  type SweptMetric,
  sweep,
  sweepPoint,
  sweepValues,
} from "./kernel/sweep.ts";
export * from "./primitives.gen.ts";
