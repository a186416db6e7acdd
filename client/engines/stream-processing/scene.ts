/** What a stream looks like: windows in time with the watermark, the latest results, and what became of events. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import type { State } from "./state.ts";

const LANES = 8;
const BARS = 10;

export function scene(state: State, nowMs: number): Scene {
  const { operator, arrived, happened } = state;
  const watermark =
    operator.watermarkMs === -Infinity ? "not there yet" : `${Math.round(operator.watermarkMs / 100) / 10} s`;
  return {
    parts: [
      windows(state, nowMs),
      results(state),
      {
        kind: "bars",
        title: "Entries into windows",
        unit: "events",
        bars: [
          { label: "in time", value: operator.onTime, tone: "good" },
          { label: "corrections", value: operator.late, tone: "warn" },
          { label: "dropped", value: operator.dropped, tone: "bad" },
          { label: "under way", value: happened - arrived, tone: "neutral" },
        ],
      },
    ],
    text:
      `Now it is ${Math.round(nowMs / 100) / 10} s, the watermark is ${watermark}; ${operator.open} windows are open, ` +
      `${state.firstResults} results told and ${state.corrections} corrected; ${operator.dropped} entries were dropped.`,
  };
}

/** Open windows, the oldest in the first lane. */
function windows(state: State, nowMs: number): ScenePart {
  const { params, operator } = state;
  const open = [...operator.windows()].sort((a, b) => a.endMs - b.endMs).slice(-LANES);
  const from = Math.min(nowMs - params.size, ...open.map((window) => window.startMs));
  const to = Math.max(nowMs + 1, ...open.map((window) => window.endMs));
  const watermark = operator.watermarkMs;
  return {
    kind: "timeline",
    title: "Open windows in event time",
    unit: "ms",
    from,
    to,
    lanes: open.map((window, i) => {
      const tone: Tone = window.endMs <= watermark ? "warn" : "accent";
      const told = window.endMs <= watermark ? ", told, can be corrected" : "";
      return {
        label: params.users > 1 ? `user ${window.key + 1}` : `window ${i + 1}`,
        spans: [
          {
            from: window.startMs,
            to: window.endMs,
            label: String(window.count),
            detail: `${window.count} events${told}`,
            tone,
          },
        ],
      };
    }),
    marks: [
      { at: nowMs, label: "now", tone: "neutral" },
      ...(watermark >= from ? [{ at: watermark, label: "watermark", tone: "accent" as Tone }] : []),
    ],
  };
}

function results(state: State): ScenePart {
  const { rate, users, size, kind } = state.params;
  return {
    kind: "bars",
    title: "Latest results; the mark is what a window holds on average",
    unit: "events",
    bars: state.results.slice(-BARS).map((result) => ({
      label: `${Math.round(result.startMs / 1000)} s`.slice(0, 12),
      value: result.count,
      tone: (result.corrections > 0 ? "warn" : "good") as Tone,
      ...(kind === "session" ? {} : { reference: (rate * size) / 1000 / users }),
    })),
  };
}
