/** The default parameters as values. */
import { type Params, params } from "./params.ts";

export function resolveDefaults(): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, spec]) => [name, spec.default]),
  ) as unknown as Params;
}
