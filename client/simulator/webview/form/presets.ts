/** Presets as sets of parameters. Pure. */
import type { Engine, ParamSpec, ParamValue } from "../../../engines/kernel/engine.ts";

/** Defaults with a preset's values over them. */
export function presetParams(engine: Engine, preset: string | undefined): Record<string, ParamValue> {
  const defaults = Object.entries(engine.params).map(
    ([name, spec]) => [name, (spec as ParamSpec).default] as const,
  );
  return { ...Object.fromEntries(defaults), ...(preset === undefined ? {} : engine.presets[preset]?.params) };
}

/** The preset that these parameters are, if any. */
export function matchingPreset(
  engine: Engine,
  params: Readonly<Record<string, ParamValue>>,
): string | undefined {
  return Object.keys(engine.presets).find((id) =>
    Object.entries(presetParams(engine, id)).every(([name, value]) => params[name] === value),
  );
}
