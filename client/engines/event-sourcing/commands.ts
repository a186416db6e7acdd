/** What a command does: load the account from its events, decide, append one event; and what the read model makes of it. */
import { applyToAccount, centsOf } from "./account.ts";
import { type Context, loadAccount, projectionLag, type State, streamName } from "./state.ts";

export function handleCommand(state: State, ctx: Context): void {
  const { params, store, snapshots } = state;
  const stream = streamName(state.zipf.sample(ctx.random("account")));
  const account = loadAccount(state, stream);
  // A third of the entries are withdrawals of what is there.
  const deposits = ctx.random("kind") < 2 / 3 || account.state.cents < 100;
  const units = 1 + Math.floor(ctx.random("amount") * 100);
  const amount = deposits ? units : -Math.min(units, Math.floor(account.state.cents / 100));
  if (state.commands + 1 >= params.newSchemaAt && params.newSchemaAt > 0) state.newSchema = true;
  const event = state.newSchema
    ? store.append(stream, account.version, { cents: amount * 100 }, 2)
    : store.append(stream, account.version, { amount }, 1);
  note(state, ctx, stream, account.replayed, amount * 100);
  const { snapshotEvery } = params;
  if (snapshotEvery > 0 && event.version % snapshotEvery === 0) {
    snapshots.set(stream, { version: event.version, state: applyToAccount(account.state, event) });
    state.snapshotsTaken++;
  }
  project(state);
  const lag = projectionLag(state);
  state.lagMax = Math.max(state.lagMax, lag);
  ctx.observe("lag", lag);
  ctx.observe("events", store.length);
}

function note(state: State, ctx: Context, stream: string, replayed: number, cents: number): void {
  state.commands++;
  state.replayed += replayed;
  state.totalCents += cents;
  state.lastStream = stream;
  state.lastReplayed = replayed;
  state.lastCents = cents;
  if (state.newSchema) {
    const version = state.store.versionOf(stream);
    const read = state.store.read(stream, version - 1 - replayed).slice(0, replayed);
    for (const { schema } of read) if (schema === 1) state.upcast++;
  }
  ctx.observe("replayed", replayed);
}

/** The read model applies as many events as it has time for. */
function project(state: State): void {
  if (state.projectionDown) return;
  const { store, projection, params } = state;
  state.credit += params.projectionRate;
  const whole = Math.floor(state.credit);
  for (const event of store.readAll(projection.position, whole)) {
    projection.apply(event, (model) => {
      const cents = centsOf(event);
      model.cents[Number(event.stream.slice("account ".length)) - 1]! += cents;
      if (cents > 0) model.deposits++;
    });
  }
  // What it could have done while there was nothing to do is not saved up.
  state.credit -= whole;
}
