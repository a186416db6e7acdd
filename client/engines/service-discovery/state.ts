/** State of the service-discovery engine: instances, the registry, each client's list, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import { createNetwork, type Network, type Wire } from "../kernel/network.ts";
import { MIN_DEVIATION_MS, type Params } from "./params.ts";
import { PhiAccrualDetector } from "./primitives/phiAccrual.ts";
import { ServiceRegistry } from "./primitives/serviceRegistry.ts";

export type Context = EngineContext<
  "failed" | "listed" | "detection",
  "beat" | "deliver" | "silent" | "refresh" | "call" | "crash" | "restart" | "registryBack" | "tick"
>;

export interface State {
  readonly params: Params;
  readonly wire: Wire;
  readonly network: Network<number>;
  readonly registry: ServiceRegistry;
  readonly detectors: PhiAccrualDetector[];
  readonly up: Uint8Array;
  /** By instance: how many times it has started; an old life's events and entries are told by it. */
  readonly life: Int32Array;
  readonly crashedMs: Float64Array;
  readonly silentEvent: Float64Array;
  /** By client and instance: the life that its list knows, 0 where it is not on the list. */
  readonly lists: Int32Array;
  /** By client and instance: the life that failed it. */
  readonly ejected: Int32Array;
  registryUp: boolean;
  calls: number;
  failed: number;
  failedByCrash: number;
  noInstance: number;
  crashes: number;
  detected: number;
  detectionMs: number;
  removals: number;
  falseRemovals: number;
  /** Dead instances that a late heartbeat had listed once more. */
  again: number;
  heartbeats: number;
  tickCalls: number;
  tickFailed: number;
  lastText: string;
}

export function createState(values: Params): State {
  const { instances, clients } = values;
  const options = { samples: 50, minDeviationMs: MIN_DEVIATION_MS, firstIntervalMs: values.heartbeat };
  return {
    params: values,
    wire: { latencyMs: 0, jitterMs: values.jitter, loss: values.loss, duplication: 0, ordered: false },
    network: createNetwork(instances + 1),
    registry: new ServiceRegistry(values.detector === "ttl" ? values.ttl : Infinity),
    detectors:
      values.detector === "phi"
        ? Array.from({ length: instances }, () => new PhiAccrualDetector(options))
        : [],
    up: new Uint8Array(instances).fill(1),
    life: new Int32Array(instances).fill(1),
    crashedMs: new Float64Array(instances).fill(-1),
    silentEvent: new Float64Array(instances).fill(-1),
    lists: new Int32Array(clients * instances),
    ejected: new Int32Array(clients * instances),
    registryUp: true,
    calls: 0,
    failed: 0,
    failedByCrash: 0,
    noInstance: 0,
    crashes: 0,
    detected: 0,
    detectionMs: 0,
    removals: 0,
    falseRemovals: 0,
    again: 0,
    heartbeats: 0,
    tickCalls: 0,
    tickFailed: 0,
    lastText: "",
  };
}
