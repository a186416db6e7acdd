/** What a budget looks like: what is left of it, how fast each window says it burns, and when whom it woke. */
import type { Scene, ScenePart } from "../kernel/scene.ts";
import { HOUR_MS } from "./params.ts";
import { ruleName, windowName } from "./policies.ts";
import { burnRate } from "./primitives/burnRate.ts";
import { allowedErrors, type State } from "./state.ts";

export function scene(state: State, nowMs: number): Scene {
  const left = 1 - state.bad / allowedErrors(state);
  const firing = state.rules.filter((_, rule) => state.firing[rule] === 1).map(ruleName);
  const burn = burnRate(state.lastShare, state.params.objective);
  return {
    parts: [
      {
        kind: "bars",
        title: "The month's error budget",
        unit: "%",
        max: 100,
        bars: [
          {
            label: "left",
            value: 100 * Math.max(0, left),
            tone: left < 0.1 ? "bad" : left < 0.5 ? "warn" : "good",
          },
          { label: "month gone", value: Math.min(100, nowMs / (7.2 * HOUR_MS)), tone: "neutral" },
        ],
      },
      burning(state),
      timeline(state, nowMs),
    ],
    text:
      `${(100 * left).toFixed(1)} % of the budget left; it burns ${burn.toFixed(1)} times too fast just now; ` +
      `${firing.length === 0 ? "no rule fires" : `firing: ${firing.join(", ")}`}; ` +
      `${state.pages} pages, ${state.falsePages} of them without an incident, ${state.tickets} tickets.`,
  };
}

function burning(state: State): ScenePart {
  const bars = state.rules.flatMap((rule, number) =>
    [rule.longMs, rule.shortMs]
      .filter((windowMs) => windowMs > 0)
      .map((windowMs) => ({
        label: windowName(windowMs),
        value: burnRate(state.counts.share(windowMs), state.params.objective),
        tone: state.firing[number] === 1 ? ("bad" as const) : ("accent" as const),
        reference: rule.threshold,
      })),
  );
  return { kind: "bars", title: "Burn rate by window, and the threshold", unit: "×", bars };
}

function timeline(state: State, nowMs: number): ScenePart {
  const to = Math.max(1, nowMs / HOUR_MS);
  const incident =
    state.incidentFromMs < 0 ? [] : [span(state.incidentFromMs, state.incidentToMs, to, "incident", true)];
  return {
    kind: "timeline",
    title: "What happened, and which rule fired",
    unit: "h",
    from: 0,
    to,
    lanes: [
      { label: "incident", spans: incident },
      ...state.rules.map((rule, number) => ({
        label: ruleName(rule),
        spans: state.firings[number]!.map(({ fromMs, toMs }) =>
          span(fromMs, toMs, to, rule.page ? "page" : "ticket", rule.page),
        ),
      })),
    ],
    marks: [],
  };
}

function span(fromMs: number, toMs: number, end: number, label: string, urgent: boolean) {
  const tone = label === "incident" ? ("warn" as const) : urgent ? ("bad" as const) : ("accent" as const);
  return { from: fromMs / HOUR_MS, to: toMs < 0 ? end : toMs / HOUR_MS, label, tone };
}
