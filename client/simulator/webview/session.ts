/**
 * The worker's half of playback: holds one run, or two that are compared, and moves them in short slices, so that a pause
 * or a new parameter is heard within milliseconds however fast the simulation is asked to go. No DOM and no clock of its
 * own: both come in as functions, which is what lets the tests drive it.
 */
import { engines } from "../../engines/index.gen.ts";
import { createRun } from "../../engines/kernel/run.ts";
import { runLength } from "../../engines/kernel/runLength.ts";
import type { Run, RunInput } from "../../engines/kernel/runTypes.ts";
import type { Frame, Goal, Side } from "./workerProtocol.ts";

/** Longest work without listening to messages. */
const sliceMs = 12;
/** Events between two looks at the clock. */
const eventsPerLook = 2000;
/** Pause between two slices of playback that keeps up with real time: nothing to do until the next frame is near. */
const restMs = 8;
/** A gap longer than this (the machine slept) is not caught up with. */
const longestGapMs = 100;
const logLines = 200;
/** A run to so many times its length at most is restored: a made-up link with a billion events would never end. */
const longestFactor = 20;

/** `follow`: the second run goes to where the first already stands. The first must not move: other events may lie at
 *  the very same moment. */
type InnerGoal = Goal | { readonly follow: number };

export interface SessionHost {
  readonly nowMs: () => number;
  /** Runs the callback after the delay, and after messages that wait have been handled. */
  readonly defer: (callback: () => void, delayMs: number) => void;
  readonly frame: (frame: Frame) => void;
}

export class Session {
  readonly #host: SessionHost;
  #runs: readonly Run[] = [];
  /** Where playback stands. A run's own x is that of its last event, which may lie before. */
  #x = 0;
  #goal: InnerGoal | undefined;
  #load = 0;
  /** Where the longer of the runs ends unless an action prolongs it. */
  #length = 0;
  #until = 0;
  #rate = 0;
  #lastMs = 0;
  #scheduled = false;
  #wantsLog = false;
  #frameMs = 33;
  #lastFrameMs = Number.NEGATIVE_INFINITY;
  #drawn = true;
  #dirty = false;

  constructor(host: SessionHost) {
    this.#host = host;
  }

  /** Throws when an engine is unknown or refuses its parameters; the runs before stay. */
  load(load: number, inputs: readonly RunInput[], goal: Goal): void {
    this.#runs = inputs.map((input) => {
      const engine = engines.find((candidate) => candidate.id === input.engine);
      if (engine === undefined) throw new Error(`There is no simulation ${input.engine}.`);
      return createRun(engine, input);
    });
    this.#load = load;
    this.#length = Math.max(0, ...this.#runs.map(({ engine, input }) => runLength(engine, input.params)));
    this.#until = this.#length;
    if ("x" in goal) this.#reachFor(goal.x);
    this.#x = 0;
    this.#goal = goal;
    this.#changed();
  }

  play(rate: number): void {
    if (this.#rate === 0) this.#lastMs = this.#host.nowMs();
    this.#rate = rate;
    if (this.#x >= this.#until) this.#seekNow(0);
    this.#changed();
  }

  pause(): void {
    this.#rate = 0;
    this.#changed();
  }

  /** One event of the first run; the second follows to the same moment. */
  step(): void {
    const first = this.#runs[0];
    this.#rate = 0;
    if (first?.step()) this.#follow(first.x);
    this.#changed();
  }

  stepBack(): void {
    const first = this.#runs[0];
    this.#rate = 0;
    if (first !== undefined && first.events > 0) {
      first.seek(first.events - 1);
      this.#x = first.events === 0 ? 0 : first.x;
      for (const run of this.#runs.slice(1)) run.seekTime(this.#x);
    }
    this.#changed();
  }

  /** Forward in slices, backward through snapshots. */
  seek(x: number): void {
    const target = Math.min(Math.max(x, 0), this.#until);
    if (target < this.#x) this.#seekNow(target);
    else this.#goal = { x: target };
    this.#changed();
  }

  /** At the end of the run there would be no future to see it in: then the run becomes longer, and goes there. */
  act(action: string, argument: number): void {
    for (const run of this.#runs) run.act(action, argument);
    if (this.#x >= this.#until) {
      this.#reachFor(this.#x + this.#quarter);
      this.#goal = { x: this.#until };
    }
    this.#changed();
  }

  view(log: boolean, frameMs: number): void {
    this.#wantsLog = log;
    this.#frameMs = frameMs;
    this.#changed();
  }

  /** The page has shown the last frame and can take another. */
  drawn(): void {
    this.#drawn = true;
    this.#changed(this.#dirty);
  }

  get runs(): readonly Run[] {
    return this.#runs;
  }

  get x(): number {
    return this.#x;
  }

  get #quarter(): number {
    return this.#length / 4;
  }

  /** Makes the run long enough for x. By quarters, so that a restored run gets the same end. */
  #reachFor(x: number): void {
    if (x > this.#until) this.#until = Math.ceil(x / this.#quarter) * this.#quarter;
  }

  #changed(dirty = true, delayMs = 0): void {
    this.#dirty ||= dirty;
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#host.defer(() => {
      this.#scheduled = false;
      this.#work();
    }, delayMs);
  }

  #work(): void {
    const behind = this.#goal !== undefined ? this.#pursueGoal() : this.#rate > 0 && this.#playSlice();
    this.#offerFrame();
    if (this.#goal !== undefined || this.#rate > 0) this.#changed(false, behind ? 0 : restMs);
  }

  /** True while the simulation is slower than the asked rate. */
  #playSlice(): boolean {
    const nowMs = this.#host.nowMs();
    const gapMs = Math.min(nowMs - this.#lastMs, longestGapMs);
    this.#lastMs = nowMs;
    const arrived = this.#advance(this.#runs, Math.min(this.#x + (this.#rate * gapMs) / 1000, this.#until));
    if (this.#x >= this.#until) this.#rate = 0;
    this.#dirty ||= gapMs > 0;
    return !arrived;
  }

  /** True while the goal is ahead. */
  #pursueGoal(): boolean {
    const goal = this.#goal;
    const [first, ...others] = this.#runs;
    this.#lastMs = this.#host.nowMs();
    this.#dirty = true;
    if (goal === undefined || first === undefined) this.#goal = undefined;
    else if ("x" in goal) {
      if (this.#advance(this.#runs, goal.x)) this.#goal = undefined;
    } else if ("follow" in goal) {
      if (this.#advance(others, goal.follow)) this.#goal = undefined;
    } else {
      const ended = this.#slice(first, this.#until * longestFactor, goal.events - first.events);
      if (ended || first.events >= goal.events) {
        this.#reachFor(first.x);
        this.#follow(first.events === 0 ? 0 : first.x);
      }
    }
    return this.#goal !== undefined;
  }

  /** Moves runs towards x as far as one slice goes; true when all are there. */
  #advance(runs: readonly Run[], x: number): boolean {
    let arrived = true;
    for (const run of runs) arrived = this.#slice(run, x) && arrived;
    // Until all have arrived, the slowest says where playback stands.
    this.#x = arrived ? x : Math.max(this.#x, Math.min(...runs.map((run) => run.x)));
    return arrived;
  }

  /** True when the run has nothing left to do before x. */
  #slice(run: Run, x: number, events = Number.POSITIVE_INFINITY): boolean {
    const endMs = this.#host.nowMs() + sliceMs;
    let left = events;
    while (left > 0) {
      const most = Math.min(eventsPerLook, left);
      const done = run.advance(x, most);
      if (done < most) return true;
      left -= done;
      if (this.#host.nowMs() >= endMs) return false;
    }
    return false;
  }

  #follow(x: number): void {
    this.#x = x;
    this.#goal = this.#runs.length > 1 ? { follow: x } : undefined;
  }

  #seekNow(x: number): void {
    for (const run of this.#runs) {
      if (x === 0) run.seek(0);
      else run.seekTime(x);
    }
    this.#x = x;
    this.#goal = undefined;
  }

  #offerFrame(): void {
    const nowMs = this.#host.nowMs();
    const active = this.#rate > 0 || this.#goal !== undefined;
    if (!this.#dirty || !this.#drawn || this.#runs.length === 0) return;
    if (active && nowMs - this.#lastFrameMs < this.#frameMs) return;
    this.#lastFrameMs = nowMs;
    this.#dirty = false;
    this.#drawn = false;
    this.#host.frame({
      load: this.#load,
      x: this.#x,
      until: this.#until,
      playing: this.#rate > 0,
      busy: this.#goal !== undefined,
      sides: this.#runs.map((run) => this.#side(run, active)),
    });
  }

  #side(run: Run, active: boolean): Side {
    const broken = active ? undefined : run.check();
    return {
      events: run.events,
      idle: run.idle,
      actions: run.input.actions,
      scene: run.scene(),
      series: run.series(),
      metrics: run.metrics(),
      theory: run.theory(),
      log: this.#wantsLog ? run.log(logLines) : [],
      hash: run.hash(),
      ...(broken === undefined ? {} : { broken }),
    };
  }
}
