/** Runs transactions in groups: at each operation one that can go on is picked at random, and does its next step. */
import { findIsolationAnomalies, ISOLATION_ANOMALIES } from "./primitives/isolationAnomalies.ts";
import type { AbortReason, StoreAnswer, StoredVersion } from "./primitives/transactionalStore.ts";
import { type Context, freshStore, type Session, type State } from "./state.ts";
import { INITIAL, scriptOf, type WorkloadStep } from "./workloads.ts";

export function startRound(state: State, ctx: Context): void {
  state.store = freshStore(state.params);
  state.history = [];
  state.drawn = [];
  state.sessions = Array.from({ length: state.params.sessions }, (_, session) => ({
    transaction: state.store.begin(),
    script: scriptOf(state.params, session, ctx.random("workload")),
    at: 0,
    values: new Map(),
    ended: "" as const,
    waitsSince: -1,
    stalled: 0,
  }));
  state.transactions += state.sessions.length;
}

export function step(state: State, ctx: Context): void {
  state.operations++;
  const { sessions, store } = state;
  for (const session of sessions) {
    if (session.stalled > 0) session.stalled--;
    if (session.waitsSince < 0 || store.isWaiting(session.transaction)) continue;
    note(state, session, session.waitsSince, "waits", "waited");
    session.waitsSince = -1;
  }
  const ready = sessions.filter(({ ended, waitsSince }) => ended === "" && waitsSince < 0);
  const awake = ready.filter(({ stalled }) => stalled === 0);
  const session = awake[Math.floor(ctx.random("turn") * awake.length)];
  // Who stalls holds its locks all the while, and others wait.
  if (session === undefined) {
    state.lastText = "nobody can go on: all wait, or pause";
    return;
  }
  const at = session.script[session.at]!;
  const number = sessions.indexOf(session) + 1;
  const said = perform(state, session, at);
  state.lastText = `transaction ${number}: ${said}`;
  ctx.observe("waiting", sessions.filter(({ waitsSince }) => waitsSince >= 0).length);
  if (sessions.every(({ ended }) => ended !== "")) finishRound(state, ctx);
}

function note(
  state: State,
  session: Session,
  from: number,
  label: string,
  outcome: "done" | "waited" | "aborted" | "ended",
): void {
  state.drawn.push({ session: state.sessions.indexOf(session), from, to: state.operations, label, outcome });
}

/** Does one step and says what came of it. */
function perform(state: State, session: Session, at: WorkloadStep): string {
  const { store, history } = state;
  const { transaction } = session;
  switch (at.kind) {
    case "read":
      return settle(state, session, `read ${at.key}`, store.read(transaction, at.key), (version) => {
        const value = version?.value ?? 0;
        session.values.set(at.key, value);
        history.push({ kind: "read", transaction, key: at.key, saw: version && nameOf(version) });
        return ` = ${value}`;
      });
    case "scan":
      return settle(state, session, `list ${at.key}s`, store.scan(transaction, at.key), (found) => {
        const saw = found.map(([key, version]) => [key, nameOf(version)] as const);
        history.push({ kind: "scan", transaction, prefix: at.key, saw });
        return `: ${found.length}`;
      });
    case "insert":
    case "write": {
      const key = at.kind === "insert" ? `${at.key}${transaction}` : at.key;
      const value = at.kind === "write" ? (session.values.get(key) ?? INITIAL[key]!) + at.plus : 1;
      return settle(
        state,
        session,
        `write ${key} = ${value}`,
        store.write(transaction, key, value),
        (version) => {
          history.push({ kind: "write", transaction, key, number: version.number });
          return "";
        },
      );
    }
    case "commit":
      return settle(state, session, "commit", store.commit(transaction), () => {
        history.push({ kind: "commit", transaction });
        session.ended = "committed";
        state.committed++;
        return "";
      });
    case "rollback":
      rollBack(state, session);
      return "rolls back";
  }
}

/** The version's own object belongs to the store, which may yet change it. */
const nameOf = ({ writer, number }: StoredVersion<number>) => ({ writer, number });

function settle<Result>(
  state: State,
  session: Session,
  label: string,
  answer: StoreAnswer<Result>,
  take: (result: Result) => string,
): string {
  if (answer.status === "waits") {
    session.waitsSince = state.operations - 1;
    state.waits++;
    return `${label} has to wait`;
  }
  if (answer.status === "aborted") {
    refuse(state, session, label, answer.reason);
    return `${label}, refused: ${answer.reason}`;
  }
  const text = `${label}${take(answer.result)}`;
  note(state, session, state.operations - 1, text, session.ended === "" ? "done" : "ended");
  session.at++;
  return text;
}

function refuse(state: State, session: Session, label: string, reason: AbortReason): void {
  session.ended = reason;
  state.refused++;
  if (reason === "deadlock") state.deadlocks++;
  state.history.push({ kind: "abort", transaction: session.transaction });
  note(state, session, state.operations - 1, `${label}: ${reason}`, "aborted");
}

/** On purpose, or because its client has died. */
export function rollBack(state: State, session: Session): void {
  state.store.abort(session.transaction);
  session.ended = "rolled back";
  session.waitsSince = -1;
  state.history.push({ kind: "abort", transaction: session.transaction });
  note(state, session, Math.max(0, state.operations - 1), "roll back", "aborted");
}

function finishRound(state: State, ctx: Context): void {
  const anomalies = findIsolationAnomalies(state.history);
  state.rounds++;
  if (anomalies.size > 0) state.anomalous++;
  ISOLATION_ANOMALIES.forEach((name, i) => {
    if (anomalies.has(name)) state.found[i]!++;
  });
  state.latest = [...anomalies];
  const refused = state.sessions.filter(
    ({ ended }) => ended !== "committed" && ended !== "rolled back",
  ).length;
  if (refused > 0) state.refusedRounds++;
  const commits = state.sessions.filter(({ ended }) => ended === "committed").length;
  const { level, workload } = state.params;
  const counts = !["none", "read-uncommitted", "read-committed"].includes(level);
  if (workload === "increment" && counts && state.store.committed("x") !== INITIAL.x! + commits)
    state.miscounted = true;
  ctx.observe("anomalies", anomalies.size);
  ctx.observe("aborts", refused);
  const names = anomalies.size === 0 ? "no anomaly" : state.latest.join(", ");
  state.lastText += `; all have ended: ${names}`;
}
