/**
 * The latest lines of a run's log. Nothing is written while the run is under way, for describing an event costs more
 * than running it: when lines are asked for, a second simulation starts at a snapshot shortly before and describes
 * events as it replays them.
 */
import type { BoundAction, LogLine } from "./runTypes.ts";
import type { Simulation } from "./simulation.ts";
import type { Snapshots } from "./snapshots.ts";

export class EventLog {
  readonly #create: () => Simulation;
  readonly #snapshots: Snapshots;
  #replay: Simulation | undefined;
  /** One line an event, up to where the replay stands. */
  #lines: LogLine[] = [];

  constructor(create: () => Simulation, snapshots: Snapshots) {
    this.#create = create;
    this.#snapshots = snapshots;
  }

  /** Called when the run has forked: the replay may lie on the other branch. */
  forget(): void {
    this.#replay = undefined;
    this.#lines = [];
  }

  /** Lines of the last `count` events up to `events` and of `taken` actions among them; at most `count`, oldest first. */
  latest(events: number, count: number, taken: readonly BoundAction[]): readonly LogLine[] {
    if (count <= 0) return [];
    const from = Math.max(0, events - count);
    const replay = this.#replayAt(from, events);
    replay.actions = taken;
    replay.listener = undefined;
    if (replay.events < from) {
      replay.advance(Infinity, from - replay.events);
      this.#lines = [];
    }
    replay.listener = (event, a, b) => {
      const text = replay.engine.describe(event, a, b, replay.state);
      this.#lines.push({ event: replay.events, x: replay.x, text });
    };
    replay.advance(Infinity, events - replay.events);
    this.#lines = this.#lines.slice(-count);
    return withActions(this.#lines, taken, replay).slice(-count);
  }

  /** The replay at or before `from`, or beyond it when the lines since `from` are already written. */
  #replayAt(from: number, events: number): Simulation {
    const nearest = this.#snapshots.atOrBefore(from);
    const current = this.#replay;
    if (current !== undefined && current.events <= events && current.events >= nearest.events) {
      const complete = current.events - this.#lines.length <= from;
      if (complete || current.events <= from) return current;
    }
    const replay = current ?? this.#create();
    this.#replay = replay;
    replay.restore(nearest);
    this.#lines = [];
    return replay;
  }
}

/** Puts each action behind the line of the event that it followed; before all lines when it came first of all. */
function withActions(
  lines: readonly LogLine[],
  taken: readonly BoundAction[],
  { engine }: Simulation,
): LogLine[] {
  const first = lines[0]?.event ?? 0;
  const merged = [...lines];
  for (const { atEvent, action, argument } of taken) {
    if (atEvent < first && !(atEvent === 0 && first <= 1)) continue;
    const spec = engine.actions[action]!;
    const text = spec.argument === undefined ? spec.title : `${spec.title}: ${argument}`;
    const x = atEvent === 0 ? 0 : (lines[atEvent - first]?.x ?? 0);
    const next = merged.findIndex((line) => line.event > atEvent);
    merged.splice(next < 0 ? merged.length : next, 0, { event: atEvent, x, text });
  }
  return merged;
}
