/** Horizontal bars with their values in figures and, where there is one, a mark to compare with. */
import { html, setVariable } from "../dom.ts";
import type { PartOf } from "./parts.ts";
import { sceneValue } from "./value.ts";

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
          title: `Reference ${sceneValue(reference, part.unit)}`,
        });
        setVariable(mark, "--share", share(reference));
        track.append(mark);
      }
      return [
        html("span", { class: "bar-label", title: label }, label),
        track,
        html("span", { class: "bar-value" }, sceneValue(value, part.unit)),
      ];
    }),
  );
  setVariable(bars, "--rows", String(part.bars.length));
  return bars;
}
