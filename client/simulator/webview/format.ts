/**
 * Numbers as people read them: three significant digits, a thin space before the unit, and the unit scaled so that the
 * digits stay few (0.42 s becomes 420 ms). Not `Intl`: exact control, and the same text in every locale's screenshot.
 */
import type { EngineKind, Unit } from "../../engines/kernel/engine.ts";

const dayS = 86_400;
const yearS = 365 * dayS;
const missing = "–";
const space = "\u202f";

export function formatValue(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? missing : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  switch (unit) {
    case "ms":
      if (size >= 1000) return formatValue(value / 1000, "s");
      return size > 0 && size < 0.1 ? `${digits(value * 1000)}${space}µs` : `${digits(value)}${space}ms`;
    case "s":
      if (size >= 2 * yearS) return `${digits(value / yearS)}${space}years`;
      if (size >= 2 * dayS) return `${digits(value / dayS)}${space}days`;
      return size >= 7200 ? `${digits(value / 3600)}${space}h` : `${digits(value)}${space}s`;
    case "1/s":
      return `${scaled(value)}${space}/s`;
    case "bytes":
      return bytes(value);
    case "%":
      return `${digits(value)}${space}%`;
    case "ratio":
      return size > 0.99 && size < 1 ? nines(value) : digits(value);
    default:
      return scaled(value);
  }
}

/** Availabilities differ where three digits are all the same: two of those in which it is not 1. */
function nines(value: number): string {
  const decimals = Math.min(12, Math.ceil(-Math.log10(1 - Math.abs(value))) + 1);
  return value.toFixed(decimals).replace("-", "−");
}

/** A parameter's limit or choice: exact, grouped by thousands, with its plain unit. */
export function formatExact(value: number, unit: Unit): string {
  const text = unitText(unit);
  return text === "" ? grouped(value) : `${grouped(value)}${space}${text}`;
}

/** What stands behind an input field. */
export function unitText(unit: Unit): string {
  if (unit === "1/s") return "/s";
  return unit === "count" || unit === "ratio" ? "" : unit;
}

/** Signed relative deviation from what theory says: `+1.2 %`. */
export function formatDeviation(measured: number, theory: number): string {
  const relative = deviation(measured, theory);
  if (Number.isNaN(relative)) return missing;
  const percent = relative * 100;
  const text = Math.abs(percent) < 0.05 ? "0.0" : Math.abs(percent).toFixed(Math.abs(percent) < 100 ? 1 : 0);
  return `${percent < 0 && text !== "0.0" ? "−" : "+"}${text}${space}%`;
}

/** Relative to theory; absolute where theory is zero. */
export function deviation(measured: number, theory: number): number {
  return theory === 0 ? measured : (measured - theory) / Math.abs(theory);
}

/** Position on the run's axis: `12.4 s`, or the number of the operation in full. */
export function formatX(x: number, kind: EngineKind): string {
  return kind === "process" ? formatTime(x) : grouped(Math.floor(x));
}

/** Always with the same number of decimals, so that a running clock does not jitter; from an hour on as a clock's. */
function formatTime(ms: number): string {
  if (ms >= 100 * 3_600_000) return `${(ms / (1000 * dayS)).toFixed(1)}${space}days`;
  if (ms >= 3_600_000) {
    const two = (value: number) => String(Math.floor(value) % 60).padStart(2, "0");
    return `${Math.floor(ms / 3_600_000)}:${two(ms / 60_000)}:${two(ms / 1000)}${space}h`;
  }
  return ms < 1000 ? `${ms.toFixed(0)}${space}ms` : `${(ms / 1000).toFixed(2)}${space}s`;
}

export function grouped(value: number): string {
  const [whole = "", fraction] = String(value).split(".");
  if (whole.includes("e")) return String(value);
  const text = whole.replace("-", "−").replace(/\B(?=(\d{3})+$)/g, space);
  return fraction === undefined ? text : `${text}.${fraction}`;
}

function scaled(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${digits(value / 1e9)}G`;
  if (size >= 1e6) return `${digits(value / 1e6)}M`;
  return Number.isInteger(value) ? grouped(value) : digits(value);
}

/** Labels of an axis: all in one unit, chosen for the largest, without digits that say nothing. */
export function formatTicks(values: readonly number[], unit: Unit): string[] {
  const largest = Math.max(0, ...values.map(Math.abs));
  const [divisor, name] = tickScale(largest, unit);
  return values.map((value) => {
    const text = String(Number((value / divisor).toPrecision(6))).replace("-", "−");
    return value === 0 ? "0" : `${text}${name}`;
  });
}

function tickScale(largest: number, unit: Unit): readonly [number, string] {
  if (unit === "ms") return timeScale(largest);
  if (unit === "s" || unit === "%") return [1, `${space}${unit}`];
  if (unit === "bytes")
    return largest >= 1024 ** 2
      ? [1024 ** 2, `${space}MiB`]
      : largest >= 1024
        ? [1024, `${space}KiB`]
        : [1, `${space}B`];
  const suffix = unit === "1/s" ? `${space}/s` : "";
  if (largest >= 1e6) return [1e6, `M${suffix}`];
  return largest >= 1e4 ? [1e3, `k${suffix}`] : [1, suffix];
}

function timeScale(largestMs: number): readonly [number, string] {
  const seconds = largestMs / 1000;
  if (seconds >= 2 * yearS) return [1000 * yearS, `${space}years`];
  if (seconds >= 2 * dayS) return [1000 * dayS, `${space}days`];
  if (seconds >= 7200) return [3_600_000, `${space}h`];
  return seconds >= 1 ? [1000, `${space}s`] : [1, `${space}ms`];
}

/** Steps between ticks of an axis in bytes: powers of two, round in KiB and MiB. */
export const byteSteps: readonly number[] = Array.from({ length: 50 }, (_, power) => 2 ** power);

/** Steps between ticks of an axis in milliseconds that are round in the unit which the labels have. */
export const timeSteps: readonly number[] = [
  ...[0.001, 0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000].flatMap((power) => [power, 2 * power, 5 * power]),
  1_000_000,
  2_000_000,
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3_600_000),
  ...[1, 2, 5, 10, 20, 50, 100, 200].map((days) => days * 1000 * dayS),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((years) => years * 1000 * yearS),
];

function bytes(value: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let power = 0;
  let rest = value;
  while (Math.abs(rest) >= 1024 && power < units.length - 1) {
    rest /= 1024;
    power++;
  }
  return `${digits(rest)}${space}${units[power]}`;
}

/** Three significant digits without an exponent in the range that people read. */
export function digits(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e7 || size < 1e-4) return value.toExponential(2).replace("-", "−").replace("e+", "e");
  if (size >= 999.5) return grouped(Math.round(value));
  const text = Number.isInteger(value) ? String(value) : value.toPrecision(3);
  return text.replace("-", "−");
}
