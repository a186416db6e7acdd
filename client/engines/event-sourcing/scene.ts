/** The end of the log with what the read model has seen of it, the accounts with their snapshots, and what loads cost. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { centsOf } from "./account.ts";
import { loadAccount, projectionLag, type State, streamName } from "./state.ts";

const EVENTS = 48;
const ROWS = 8;

const money = (cents: number): string => `${Math.round(cents / 100)}`;

export function scene(state: State): Scene {
  const { store, snapshots, commands, replayed } = state;
  const mean = commands === 0 ? 0 : Math.round((10 * replayed) / commands) / 10;
  return {
    parts: [log(state), accounts(state), costs(state)],
    text:
      `${store.length} events in the log, ${snapshots.size} snapshots; a load has applied ${mean} events on average; ` +
      `the read model is ${projectionLag(state)} events behind${state.projectionDown ? ", and down" : ""}.`,
  };
}

/** Events that the read model has not seen are marked. */
function log(state: State): ScenePart {
  const { store, projection } = state;
  const cells = store.readAll(Math.max(0, store.length - EVENTS), EVENTS).map((event) => {
    const cents = centsOf(event);
    const behind = event.position > projection.position;
    const tone: Tone = behind ? "warn" : event.schema === 1 ? "neutral" : "accent";
    const detail = `${event.stream}, version ${event.version}, schema ${event.schema}${behind ? ", not yet projected" : ""}`;
    return { label: `${cents > 0 ? "+" : ""}${money(cents)}`.slice(0, 8), detail, tone };
  });
  return { kind: "cells", title: "The end of the log", columns: 16, cells };
}

function accounts(state: State): ScenePart {
  const rows = Array.from({ length: Math.min(ROWS, state.params.accounts) }, (_, account) => {
    const stream = streamName(account);
    const { version, replayed, state: loaded } = loadAccount(state, stream);
    const snapshot = state.snapshots.get(stream)?.version;
    const shown = state.projection.model.cents[account]!;
    const cells = [stream, `${version}`, snapshot === undefined ? "none" : `at ${snapshot}`, `${replayed}`];
    const tone: Tone = stream === state.lastStream ? "accent" : shown === loaded.cents ? "neutral" : "warn";
    return { cells: [...cells, money(loaded.cents), money(shown)], tone };
  });
  const columns = ["stream", "events", "snapshot", "to apply", "balance", "in the read model"];
  return { kind: "table", title: "Accounts", columns, rows };
}

function costs(state: State): ScenePart {
  const whole = state.lastStream === "" ? 0 : Math.max(0, state.store.versionOf(state.lastStream) - 1);
  return {
    kind: "bars",
    title: "Events that the latest command had to apply",
    unit: "events",
    bars: [
      { label: "applied", value: state.lastReplayed, tone: "accent" },
      { label: "all of it", value: whole, tone: "muted" },
    ],
  };
}
