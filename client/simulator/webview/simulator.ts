/**
 * One engine on the page: its form, playback, views, and the state that is kept. Everything shown comes from the worker's
 * frames; everything done becomes a message to it.
 */
import type { Engine, ParamValue } from "../../engines/kernel/engine.ts";
import { resolveParams } from "../../engines/kernel/params.ts";
import { runLength } from "../../engines/kernel/runLength.ts";
import type { ParamProblem, RunInput } from "../../engines/kernel/runTypes.ts";
import type { PanelState, Tab } from "../protocol.ts";
import { presetParams } from "./form/presets.ts";
import { createLayout, type Layout } from "./layout.ts";
import type { Shortcut } from "./run/shortcuts.ts";
import { defaultSpeed } from "./run/speeds.ts";
import type { StartSweep, SweepEvents } from "./sweep/sweepView.ts";
import type { Frame, Goal, SweepPlan, ToWorker } from "./workerProtocol.ts";

/** While playing, the state is kept this often. */
const keepGapMs = 1000;
const frameMs = 33;
/** With reduced motion the picture changes in steps, slowly enough to be read. */
const calmFrameMs = 500;

export interface Services {
  readonly post: (message: ToWorker) => void;
  readonly keep: (state: PanelState) => void;
  readonly sweep: (plan: SweepPlan, on: SweepEvents) => { stop(): void };
  readonly openTerm: (term: string) => void;
  readonly copyLink: (input: RunInput, events: number) => void;
  readonly exportRun: (name: string) => void;
}

export class Simulator {
  readonly #engine: Engine;
  readonly #services: Services;
  readonly #layout: Layout;
  #state: PanelState;
  #frame: Frame | undefined;
  /** Which side the form edits: 0 for A, 1 for B. */
  #side = 0;
  #load = 0;
  /** Where playback stands or is heading: a changed parameter replays to here. */
  #x: number;
  #keptMs = 0;

  constructor(engine: Engine, state: PanelState, services: Services, firstLoad: number) {
    this.#engine = engine;
    this.#state = state;
    this.#services = services;
    this.#load = firstLoad;
    this.#x = this.#length;
    this.#layout = createLayout(engine, this.#commands());
    this.#layout.form.fill(state.input.params, state.input.seed);
    this.#layout.transport.setSpeed(state.speed);
    this.#layout.showSides(state.compare !== undefined, 0);
    this.#selectTab(state.tab);
    this.#layout.tabs.select(state.tab);
    // A new panel shows a whole run at once: numbers first, and playing is one key away.
    this.#reload(state.events > 0 ? { events: state.events } : { x: this.#length });
  }

  get element(): HTMLElement {
    return this.#layout.element;
  }

  get load(): number {
    return this.#load;
  }

  /** Shows parameters that were asked for and cannot be used, beside what is wrong with them. */
  refuse(asked: RunInput["params"], problems: readonly ParamProblem[]): void {
    this.#layout.form.fill(asked, this.#state.input.seed);
    this.#layout.form.showProblems(problems);
  }

  draw(frame: Frame): void {
    if (frame.load !== this.#load) return;
    this.#frame = frame;
    const first = frame.sides[0];
    if (!frame.busy) this.#x = frame.x;
    if (first !== undefined && !frame.busy) this.#takeOver(frame);
    this.#layout.update(frame, this.#state.tab);
  }

  /** Another engine takes the page. */
  dispose(): void {
    this.#layout.dispose();
  }

  fail(message: string): void {
    this.#layout.fail(message);
  }

  run(shortcut: Shortcut): void {
    if (this.#engine.kind !== "model") this.#playback[shortcut]();
  }

  readonly #playback: Record<Shortcut, () => void> = {
    toggle: () => {
      if (this.#frame?.playing) this.#services.post({ type: "pause" });
      else this.#services.post({ type: "play", rate: this.#state.speed });
    },
    step: () => this.#services.post({ type: "step" }),
    stepBack: () => this.#services.post({ type: "stepBack" }),
    start: () => this.#seek(0),
    end: () => this.#seek(this.#frame?.until ?? this.#length),
  };

  #commands() {
    const services = this.#services;
    return {
      ...this.#playback,
      seek: (x: number) => this.#seek(x),
      speed: (speed: number) => this.#setSpeed(speed),
      params: (params: Record<string, unknown>) => this.#setParams(params),
      preset: (preset: string | undefined) => this.#setPreset(preset),
      seed: (seed: number) => this.#setSeed(seed),
      side: (side: number) => this.#editSide(side),
      compare: () => this.#toggleCompare(),
      act: (action: string, argument: number) => services.post({ type: "act", action, argument }),
      removeAction: (index: number) => this.#removeAction(index),
      tab: (tab: Tab) => this.#selectTab(tab),
      openTerm: () => services.openTerm(this.#engine.term),
      copyLink: () => services.copyLink(this.#state.input, this.#state.events),
      exportRun: () => services.exportRun(this.#engine.id),
      startSweep: ((plan, on) =>
        services.sweep(
          { ...plan, until: runLength(this.#engine, this.#state.input.params) },
          on,
        )) as StartSweep,
      input: () => this.#state.input,
    };
  }

  #seek(x: number): void {
    this.#x = x;
    this.#services.post({ type: "pause" });
    this.#services.post({ type: "seek", x });
  }

  #setSpeed(speed: number): void {
    this.#change({ speed });
    if (this.#frame?.playing) this.#services.post({ type: "play", rate: speed });
  }

  /** Unusable parameters change nothing but the messages in the form: the last good run stays. */
  #setParams(asked: Record<string, unknown>): void {
    const { params, problems } = resolveParams(this.#engine, asked);
    this.#layout.form.showProblems(problems);
    if (problems.length === 0) this.#setInput({ ...this.#input, params });
  }

  #setPreset(preset: string | undefined): void {
    const params: Record<string, ParamValue> = presetParams(this.#engine, preset);
    this.#layout.form.fill(params, this.#input.seed);
    this.#setInput({ ...this.#input, params });
  }

  /** Both sides always have one seed: with common random numbers only the settings differ. */
  #setSeed(seed: number): void {
    const { input, compare } = this.#state;
    this.#change({
      input: { ...input, seed },
      ...(compare === undefined ? {} : { compare: { ...compare, seed } }),
    });
    this.#reload({ x: this.#x });
  }

  #removeAction(index: number): void {
    const without = (input: RunInput) => ({
      ...input,
      actions: input.actions.filter((_, at) => at !== index),
    });
    const { input, compare } = this.#state;
    this.#change({ input: without(input), ...(compare === undefined ? {} : { compare: without(compare) }) });
    this.#reload({ x: this.#x });
  }

  #toggleCompare(): void {
    const { compare, ...rest } = this.#state;
    this.#state = compare === undefined ? { ...rest, compare: rest.input } : rest;
    this.#services.keep(this.#state);
    this.#editSide(compare === undefined ? 1 : 0);
    this.#reload({ x: this.#x });
  }

  #editSide(side: number): void {
    this.#side = side;
    this.#layout.showSides(this.#state.compare !== undefined, side);
    this.#layout.form.fill(this.#input.params, this.#input.seed);
  }

  #selectTab(tab: Tab): void {
    this.#change({ tab });
    const calm =
      matchMedia("(prefers-reduced-motion: reduce)").matches ||
      document.body.classList.contains("vscode-reduce-motion");
    this.#services.post({ type: "view", log: tab === "log", frameMs: calm ? calmFrameMs : frameMs });
    if (this.#frame !== undefined) this.#layout.update(this.#frame, tab);
  }

  /** The input that the form edits. */
  get #input(): RunInput {
    return (this.#side === 1 ? this.#state.compare : undefined) ?? this.#state.input;
  }

  /** A run that is seen as a whole stays so when other parameters make it longer or shorter, and plays as fast as suits it. */
  #setInput(input: RunInput): void {
    const [before, whole] = [this.#length, this.#x >= (this.#frame?.until ?? this.#length)];
    this.#change(this.#side === 1 ? { compare: input } : { input });
    if (this.#length !== before) {
      if (whole) this.#x = this.#length;
      const speed = defaultSpeed(this.#engine, input.params);
      this.#layout.transport.setSpeed(speed);
      this.#setSpeed(speed);
    }
    this.#reload({ x: this.#x });
  }

  /** Where the runs end unless an action prolongs them. */
  get #length(): number {
    const { input, compare } = this.#state;
    const lengths = [input, ...(compare === undefined ? [] : [compare])].map(({ params }) =>
      runLength(this.#engine, params),
    );
    return Math.max(...lengths);
  }

  #change(change: Partial<PanelState>): void {
    this.#state = { ...this.#state, ...change };
    this.#services.keep(this.#state);
  }

  #reload(goal: Goal): void {
    const { input, compare } = this.#state;
    this.#load++;
    this.#layout.fail(undefined);
    this.#services.post({
      type: "load",
      load: this.#load,
      inputs: compare === undefined ? [input] : [input, compare],
      goal,
    });
  }

  /** The worker knows how far the runs are and what was done to them. */
  #takeOver(frame: Frame): void {
    const [a, b] = frame.sides;
    if (a === undefined) return;
    const { input, compare } = this.#state;
    this.#state = {
      ...this.#state,
      events: a.events,
      input: { ...input, actions: a.actions },
      ...(compare === undefined || b === undefined ? {} : { compare: { ...compare, actions: b.actions } }),
    };
    const nowMs = performance.now();
    if (frame.playing && nowMs - this.#keptMs < keepGapMs) return;
    this.#keptMs = nowMs;
    this.#services.keep(this.#state);
  }
}
