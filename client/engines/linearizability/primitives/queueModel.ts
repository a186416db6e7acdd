/** A first-in-first-out queue with `enqueue` and `dequeue`; a dequeue that returns null found the queue empty. */
import { canonicalText, type OperationRecord } from "./operationRecord.ts";
import { queueTimes } from "./queueOrder.ts";
import type { Foresight, ModelCall, SequentialModel, TimedCall, UnknownCall } from "./sequentialModel.ts";

export interface QueueCall extends ModelCall {
  readonly kind: "enqueue" | "dequeue" | "dequeueEmpty" | "dequeueUnknown";
  readonly value: string;
}

function queueCall({ f, input, output, outcome }: OperationRecord): QueueCall | UnknownCall | undefined {
  if (f !== "enqueue" && f !== "dequeue" && f !== "enq" && f !== "deq")
    return { problem: `a queue has no operation ${f}` };
  if (outcome === "fail") return undefined;
  const make = (kind: QueueCall["kind"], value: string): QueueCall => ({
    kind,
    value,
    observes: kind === "dequeueEmpty",
    text: `${kind} ${value}`,
  });
  if (f.startsWith("enq")) return make("enqueue", canonicalText(input));
  if (outcome !== "ok") return make("dequeueUnknown", "");
  return output === null || output === undefined
    ? make("dequeueEmpty", "")
    : make("dequeue", canonicalText(output));
}

function step(state: readonly string[], call: QueueCall): readonly string[] | undefined {
  switch (call.kind) {
    case "enqueue":
      return [...state, call.value];
    case "dequeue":
      return state[0] === call.value ? state.slice(1) : undefined;
    case "dequeueEmpty":
      return state.length === 0 ? state : undefined;
    case "dequeueUnknown":
      return state.length === 0 ? state : state.slice(1);
  }
}

/** A value must not go in behind one that comes out only after it has been taken. */
function foresee(operations: readonly TimedCall<QueueCall>[]): Foresight<readonly string[], QueueCall> {
  const { lives, fault } = queueTimes(operations);
  return {
    fault,
    // Nothing goes in before something has to come out, and then what comes out first.
    priority: ({ kind, value }) => (kind === "enqueue" ? (lives.get(value)?.dequeueReturned ?? 0) : -1),
    excludes: (state, { kind, value }) => {
      const life = kind === "enqueue" ? lives.get(value) : undefined;
      if (life === undefined || life.dequeueReturned === Infinity) return false;
      return state.some((other) => (lives.get(other)?.dequeueCalled ?? -1) > life.dequeueReturned);
    },
  };
}

export function queueModel(): SequentialModel<readonly string[], QueueCall> {
  return {
    name: "queue",
    initial: [],
    call: queueCall,
    step,
    stateKey: (state) => state.join("\n"),
    foresee,
  };
}
