/** What a run's x counts, by the kind of its engine: plots, exports and the command line name it alike. */
import type { EngineKind, Unit } from "./engine.ts";

export interface RunAxis {
  readonly name: string;
  readonly unit: Unit;
}

export function axisOf(kind: EngineKind): RunAxis {
  if (kind === "process") return { name: "time", unit: "ms" };
  return { name: kind === "sequence" ? "message" : "operation", unit: "" };
}
