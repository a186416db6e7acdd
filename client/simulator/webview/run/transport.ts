/** Moving through a run: to the start, a step back, play, a step, to the end, seek, speed. */
import type { Engine } from "../../../engines/kernel/engine.ts";
import { html, iconButton, setIcon, setText, setVariable } from "../dom.ts";
import { select } from "../form/select.ts";
import { formatX } from "../format.ts";
import type { Frame } from "../workerProtocol.ts";
import { nearestSpeed, speeds } from "./speeds.ts";

export interface TransportCommands {
  readonly start: () => void;
  readonly stepBack: () => void;
  readonly toggle: () => void;
  readonly step: () => void;
  readonly end: () => void;
  readonly seek: (x: number) => void;
  readonly speed: (speed: number) => void;
}

export interface Transport {
  readonly element: HTMLElement;
  update(frame: Frame): void;
  setSpeed(speed: number): void;
}

/** Positions of the seek slider: finer than any screen is wide. */
const seekSteps = 10_000;

export function createTransport(engine: Engine, commands: TransportCommands): Transport {
  let until = engine.defaultUntil;
  const start = iconButton({
    icon: "chevron-left",
    label: "To the start (Home)",
    class: "jump-start",
    onClick: commands.start,
  });
  const back = iconButton({
    icon: "debug-step-back",
    label: "Step back (←): undo the latest event",
    onClick: commands.stepBack,
  });
  const play = iconButton({ icon: "play", label: "Play (Space)", class: "play", onClick: commands.toggle });
  const step = iconButton({
    icon: "debug-step-over",
    label: "Step (→): let one event happen",
    onClick: commands.step,
  });
  const end = iconButton({
    icon: "chevron-right",
    label: "To the end (End)",
    class: "jump-end",
    onClick: commands.end,
  });
  const slider = html("input", {
    type: "range",
    class: "slider seek",
    min: 0,
    max: seekSteps,
    "aria-label": `Seek in ${engine.kind === "process" ? "time" : "operations"}`,
    on: { input: () => commands.seek((Number(slider.value) / seekSteps) * until) },
  });
  const now = html("span", { class: "now" });
  const total = html("span", { class: "until" });
  const speedSelect = select({
    id: "speed",
    label: "Speed",
    options: speeds(engine).map(({ value, label }) => ({ value: String(value), label })),
    onChange: (value) => commands.speed(Number(value)),
  });
  speedSelect.title = "Speed";
  const element = html(
    "div",
    { class: "transport", role: "toolbar", "aria-label": "Playback" },
    html("div", { class: "buttons" }, start, back, play, step, end),
    slider,
    html("span", { class: "clock" }, now, total),
    speedSelect,
  );
  return {
    element,
    update(frame) {
      until = frame.until;
      setText(total, ` / ${formatX(until, engine.kind)}`);
      const first = frame.sides[0];
      const atEnd = frame.x >= until;
      setIcon(play, frame.playing ? "debug-pause" : "play", frame.playing ? "Pause (Space)" : "Play (Space)");
      back.disabled = first === undefined || first.events === 0;
      start.disabled = frame.x === 0 && back.disabled;
      step.disabled = atEnd || first?.idle !== false;
      end.disabled = atEnd;
      setText(now, formatX(frame.x, engine.kind));
      slider.value = String(Math.round((frame.x / until) * seekSteps));
      slider.setAttribute("aria-valuetext", formatX(frame.x, engine.kind));
      setVariable(slider, "--filled", `${Math.min(frame.x / until, 1) * 100}%`);
      element.classList.toggle("busy", frame.busy);
    },
    setSpeed(speed) {
      speedSelect.value = String(nearestSpeed(engine, speed));
    },
  };
}
