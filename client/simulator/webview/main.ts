/** Entry of the page: connects host, worker and page, and restores what was kept. */
import "uplot/dist/uPlot.min.css";
import { engines } from "../../engines/index.gen.ts";
import {
  type HostRequests,
  type HostToPanel,
  type PanelState,
  type PanelToHost,
  Requester,
} from "../protocol.ts";
import { html } from "./dom.ts";
import { openingState, readState } from "./panelState.ts";
import { listenForShortcuts } from "./run/shortcuts.ts";
import { runSweep, SimulationWorker, workerBlobUrl } from "./simulationWorker.ts";
import { type Services, Simulator } from "./simulator.ts";
import type { Frame } from "./workerProtocol.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: PanelToHost): void;
  getState(): unknown;
  setState(state: PanelState): void;
};

const host = acquireVsCodeApi();
const hostRequests = new Requester<HostRequests>((message) => host.postMessage(message));
const root = document.getElementById("app") ?? document.body;

start().catch((error: unknown) => {
  root.replaceChildren(html("p", { class: "banner", role: "alert" }, messageOf(error)));
});

async function start(): Promise<void> {
  const blobUrl = await workerBlobUrl(root.dataset.worker ?? "");
  let simulator: Simulator | undefined;
  let latest: Frame | undefined;
  const worker = new SimulationWorker(blobUrl, {
    // Drawn with the screen's next refresh; only then is the worker asked for more.
    frame(frame) {
      if (latest === undefined) requestAnimationFrame(draw);
      latest = frame;
    },
    failed: (message) => simulator?.fail(message),
  });
  const draw = () => {
    const frame = latest;
    latest = undefined;
    if (frame !== undefined) simulator?.draw(frame);
    worker.post({ type: "drawn" });
  };
  const services = connect(worker, blobUrl, (message) => simulator?.fail(message));
  const show = (next: Simulator) => {
    simulator?.dispose();
    simulator = next;
    root.replaceChildren(next.element);
  };

  const kept = readState(host.getState(), engines);
  const keptEngine = engines.find(({ id }) => id === kept?.input.engine);
  if (kept !== undefined && keptEngine !== undefined) {
    show(new Simulator(keptEngine, kept, services, 0));
    host.postMessage({ type: "opened", engine: keptEngine.id });
  }
  window.addEventListener("message", ({ data }: MessageEvent<HostToPanel>) => {
    if (data.type === "reply") return hostRequests.settle(data);
    if (data.type !== "open") return;
    const engine = engines.find(({ id }) => id === data.request.engine);
    if (engine === undefined) return;
    const { state, problems, asked } = openingState(engine, data.request);
    const next = new Simulator(engine, state, services, simulator?.load ?? 0);
    if (problems.length > 0) next.refuse(asked, problems);
    show(next);
    host.postMessage({ type: "opened", engine: engine.id });
  });
  listenForShortcuts(document, (shortcut) => simulator?.run(shortcut));
  host.postMessage({ type: "ready", restored: simulator !== undefined });
}

function connect(worker: SimulationWorker, blobUrl: string, fail: (message: string) => void): Services {
  const told = (promise: Promise<unknown>) => {
    promise.catch((error: unknown) => fail(messageOf(error)));
  };
  return {
    post: (message) => worker.post(message),
    keep: (state) => host.setState(state),
    sweep: (plan, on) => runSweep(blobUrl, plan, on),
    openTerm: (id) => host.postMessage({ type: "openTerm", id }),
    copyLink: (input, events) =>
      told(
        worker
          .request("scenario")
          .then((scenario) => hostRequests.request("copyLink", { input, events, scenario })),
      ),
    exportRun: (name) =>
      told(worker.request("export").then((text) => hostRequests.request("save", { name, ...text }))),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
