/** Horizontal bars with their values in figures and, where there is one, a mark to compare with. */
import type { Unit } from "../../../engines/kernel/engine.ts";
import { html, setVariable } from "../dom.ts";
import { formatValue } from "../format.ts";
import type { PartOf } from "./parts.ts";

export function drawBars(part: PartOf<"bars">): HTMLElement {
  if (part.bars.length === 0) return html("p", { class: "empty" }, "Nothing to compare yet.");
  const largest = Math.max(...part.bars.map(({ value, reference }) => Math.max(value, reference ?? 0)));
  const full = part.max ?? largest;
  const share = (value: number) => `${full > 0 ? Math.min(Math.max(value / full, 0), 1) * 100 : 0}%`;
  const bars = html(
    "div",
    { class: "bars" },
    ...part.bars.flatMap(({ label, value, tone, reference }) => {
      const fill = html("span", { class: `bar-fill tone-${tone}` });
      setVariable(fill, "--share", share(value));
      const track = html("span", { class: "bar-track" }, fill);
      if (reference !== undefined) {
        const mark = html("span", {
          class: "bar-reference",
          title: `Reference ${show(reference, part.unit)}`,
        });
        setVariable(mark, "--share", share(reference));
        track.append(mark);
      }
      return [
        html("span", { class: "bar-label", title: label }, label),
        track,
        html("span", { class: "bar-value" }, show(value, part.unit)),
      ];
    }),
  );
  setVariable(bars, "--rows", String(part.bars.length));
  return bars;
}

const units: readonly string[] = ["ms", "s", "1/s", "count", "ratio", "%", "bytes", ""] satisfies Unit[];

/** A scene's unit may be any word ("keys", "tokens"); known units get their own form. */
function show(value: number, unit: string): string {
  if (units.includes(unit)) return formatValue(value, unit as Unit);
  return `${formatValue(value, "count")}\u202f${unit}`;
}
