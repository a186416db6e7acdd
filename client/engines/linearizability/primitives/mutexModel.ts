/** A lock with `acquire` and `release`, which knows only whether it is held, as Knossos's does. */
import type { OperationRecord } from "./operationRecord.ts";
import type { ModelCall, SequentialModel, UnknownCall } from "./sequentialModel.ts";

export interface MutexCall extends ModelCall {
  readonly acquires: boolean;
}

function mutexCall({ f, outcome }: OperationRecord): MutexCall | UnknownCall | undefined {
  if (f !== "acquire" && f !== "release") return { problem: `a lock has no operation ${f}` };
  return outcome === "fail" ? undefined : { acquires: f === "acquire", observes: false, text: f };
}

export function mutexModel(): SequentialModel<boolean, MutexCall> {
  return {
    name: "mutex",
    initial: false,
    call: mutexCall,
    step: (held, { acquires }) => (held === acquires ? undefined : acquires),
    stateKey: (held) => (held ? 1 : 0),
  };
}
