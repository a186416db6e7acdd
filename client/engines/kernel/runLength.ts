/** Where a run ends unless told otherwise: the panel, the CLI and scenarios ask the same question. */
import type { Engine } from "./engine.ts";
import { resolveParams } from "./params.ts";
import type { RunInput } from "./runTypes.ts";

/** Milliseconds, or operations. Missing parameters have their defaults; parameters that cannot be used count as such. */
export function runLength(engine: Engine, params: RunInput["params"]): number {
  const { params: complete, problems } = resolveParams(engine, params);
  return problems.length > 0 ? engine.defaultUntil : (engine.until?.(complete) ?? engine.defaultUntil);
}
