/** State machines of sagas and of two-phase commit under any sequence of answers, and money under any fault. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { saga } from "../../../client/engines/saga/engine.ts";
import { IdempotentReceiver } from "../../../client/engines/saga/primitives/idempotentReceiver.ts";
import { SagaExecution } from "../../../client/engines/saga/primitives/sagaExecution.ts";
import { TwoPhaseCoordinator } from "../../../client/engines/saga/primitives/twoPhaseCommit.ts";
import { stuckShare } from "../../../client/engines/saga/theory.ts";
import { run } from "../inputs.ts";

describe("a saga", () => {
  it("ends with all steps done, or none, or stuck, whatever is answered, and goes on after any crash", () => {
    const answers = fc.array(fc.constantFrom("yes", "refused", "lost request", "lost answer"), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), answers, (steps, list) => {
        let execution = new SagaExecution({ steps, doAttempts: 2, undoAttempts: 3 });
        const done = new Array<boolean>(steps).fill(false);
        for (const answer of list) {
          // Each time as if the coordinator had crashed and read its log.
          execution = SagaExecution.restore(execution.save());
          const { command } = execution;
          if (command === undefined) break;
          const happens = answer === "yes" || answer === "lost answer";
          if (happens) done[command.step] = command.kind === "do";
          if (answer === "yes") execution.succeeded();
          else if (answer === "refused" && command.kind === "do" && !done[command.step]) execution.refused();
          else execution.failed();
        }
        if (execution.status === "completed") assert.ok(done.every(Boolean));
        if (execution.status === "compensated") assert.ok(!done.some(Boolean));
        if (execution.status === "stuck") assert.equal(execution.command, undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it("undoes in reverse, the uncertain step too", () => {
    const execution = new SagaExecution({ steps: 3, doAttempts: 1, undoAttempts: 1 });
    execution.succeeded();
    execution.succeeded();
    execution.failed();
    const undone: number[] = [];
    for (let command = execution.command; command !== undefined; command = execution.command) {
      assert.equal(command.kind, "undo");
      undone.push(command.step);
      execution.succeeded();
    }
    assert.deepEqual(undone, [2, 1, 0]);
    assert.equal(execution.status, "compensated");
  });
});

describe("two-phase commit", () => {
  it("commits if and only if all have voted yes, and never changes its mind", () => {
    const acts = fc.array(fc.tuple(fc.constantFrom("yes", "no", "give up", "acknowledge"), fc.nat(2)), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(acts, (list) => {
        let coordinator = new TwoPhaseCoordinator(3);
        const yes = new Set<number>();
        let decided = "undecided";
        for (const [act, participant] of list) {
          coordinator = TwoPhaseCoordinator.restore(coordinator.save());
          if (act === "give up") coordinator.giveUp();
          else if (act === "acknowledge") coordinator.acknowledge(participant);
          else {
            if (act === "yes" && decided === "undecided") yes.add(participant);
            coordinator.vote(participant, act === "yes");
          }
          if (decided !== "undecided") assert.equal(coordinator.decision, decided);
          decided = coordinator.decision;
          if (decided === "commit") assert.equal(yes.size, 3);
          if (yes.size === 3) assert.equal(decided, "commit");
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("an idempotent receiver", () => {
  it("answers repetitions as it answered first, and forgets the oldest keys", () => {
    const receiver = new IdempotentReceiver<number>(2);
    let effects = 0;
    const act = () => ++effects;
    assert.deepEqual([receiver.once("a", act), receiver.once("a", act), receiver.once("b", act)], [1, 1, 2]);
    receiver.once("c", act);
    assert.equal(receiver.size, 2);
    assert.equal(receiver.known("a"), undefined);
    receiver.remember("d", -1);
    assert.equal(receiver.once("d", act), -1);
    assert.throws(() => new IdempotentReceiver(0), RangeError);
  });
});

describe("transfers", () => {
  const measured = (params: Record<string, number | string | boolean>, seed = 1) => {
    const one = run(saga, { params, seed });
    one.advance(60_000, Infinity);
    assert.equal(one.check(), undefined);
    return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
  };

  it("conserve money through losses, refusals and crashes, and not without idempotency", () => {
    for (const mode of ["orchestration", "choreography", "2pc"]) {
      const rough = { mode, loss: 0.2, timeout: 60, refusals: 0.2, undoFailures: 0.4, crash: 5000 };
      for (const seed of [1, 2]) assert.equal(measured(rough, seed).moneyError, 0);
      if (mode !== "2pc") assert.notEqual(measured({ ...rough, idempotent: false }).moneyError, 0);
    }
  });

  it("cost what theory says: events half an orchestrator's messages, two-phase commit twice a round trip", () => {
    const smooth = { refusals: 0, steps: 4 };
    assert.equal(Math.round(measured({ ...smooth, mode: "orchestration" }).messagesPerTransfer!), 8);
    assert.equal(Math.round(measured({ ...smooth, mode: "choreography" }).messagesPerTransfer!), 4);
    const commit = measured({ ...smooth, mode: "2pc", accounts: 10_000 });
    assert.equal(Math.round(commit.messagesPerTransfer!), 16);
    assert.ok(commit.lockMs! > 0);
  });

  it("block under two-phase commit while the coordinator is away, and under no saga", () => {
    const away = { crash: 10_000, rate: 50, work: 50, accounts: 50 };
    const commit = measured({ ...away, mode: "2pc" });
    const before = measured({ ...away, mode: "2pc", crash: 0 });
    assert.ok(commit.lockMaxMs! > 8000 && before.lockMaxMs! < 2000);
    assert.ok(commit.conflicts! > before.conflicts!);
    assert.equal(measured({ ...away, mode: "orchestration" }).lockMaxMs, 0);
  });

  it("are stuck as often as by hand: two steps, the second always refused, one attempt of a half", () => {
    const values = { steps: 2, refusals: 0.5, undoFailures: 0.5, undoAttempts: 1 };
    const { params } = resolveParams(saga, values);
    // Refused first: nothing to undo. Refused second: one step to undo, which fails in half of the cases.
    assert.equal(stuckShare(params as never), 0.5 * 0.5 * 0.5);
  });
});
