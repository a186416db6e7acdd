/**
 * The page's end of a worker. A worker cannot start from the webview's own origin, so the bundle is fetched once and each
 * worker starts from a blob of it.
 */
import { type ReplyMessage, Requester } from "../protocol.ts";
import type { SweepEvents } from "./sweep/sweepView.ts";
import type { Frame, FromWorker, SweepPlan, ToWorker, WorkerRequests } from "./workerProtocol.ts";

export interface WorkerEvents {
  readonly frame: (frame: Frame) => void;
  readonly failed: (message: string) => void;
}

/** The address of the blob; throws when the bundle cannot be fetched. */
export async function workerBlobUrl(bundle: string): Promise<string> {
  const response = await fetch(bundle);
  if (!response.ok) throw new Error(`The simulation could not be loaded (${response.status}).`);
  return URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" }));
}

export class SimulationWorker {
  readonly #worker: Worker;
  readonly #requester: Requester<WorkerRequests>;

  constructor(blobUrl: string, events: WorkerEvents) {
    this.#worker = new Worker(blobUrl, { name: "simulation" });
    this.#requester = new Requester((message) => this.post(message));
    this.#worker.addEventListener("message", (event: MessageEvent<FromWorker>) => {
      const message = event.data;
      if (message.type === "frame") events.frame(message.frame);
      else if (message.type === "failed") events.failed(message.message);
      else if (message.type === "reply") this.#requester.settle(message as ReplyMessage);
    });
    this.#worker.addEventListener("error", (event) => {
      this.#requester.close(event.message);
      events.failed(event.message);
    });
  }

  post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  request<K extends keyof WorkerRequests>(method: K): Promise<WorkerRequests[K]["result"]> {
    return this.#requester.request(method, {});
  }
}

/** A worker for one sweep; it ends with the sweep. */
export function runSweep(blobUrl: string, plan: SweepPlan, events: SweepEvents): { stop(): void } {
  const worker = new Worker(blobUrl, { name: "sweep" });
  worker.addEventListener("message", (event: MessageEvent<FromWorker>) => {
    const message = event.data;
    if (message.type === "sweepPoint") events.point(message.point);
    else if (message.type === "sweepDone") events.done();
    else if (message.type === "failed") events.failed(message.message);
  });
  worker.addEventListener("error", (event) => events.failed(event.message));
  worker.postMessage({ type: "sweep", plan } satisfies ToWorker);
  return { stop: () => worker.terminate() };
}
