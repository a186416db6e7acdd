/** Spans of time as people write them in settings, scenarios and on the command line. */

const MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Milliseconds in `500ms`, `60s`, `2m`, `1.5h`, `1d`; a plain number stands for itself. Undefined when it is neither,
 *  or negative. */
export function parseDuration(text: string): number | undefined {
  const parts = /^(\d+(?:\.\d+)?|\.\d+)(?:e(\d{1,2}))?\s*([a-z]*)$/i.exec(text.trim().replaceAll("_", ""));
  if (parts === null) return undefined;
  const unit = parts[3] === "" ? 1 : MS[parts[3]!.toLowerCase()];
  if (unit === undefined) return undefined;
  return Number(parts[2] === undefined ? parts[1] : `${parts[1]}e${parts[2]}`) * unit;
}
