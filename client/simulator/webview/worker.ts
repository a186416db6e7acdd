/** Entry of the worker's bundle: hears messages, drives the session, posts frames. */
import { engines } from "../../engines/index.gen.ts";
import { answer, type RequestHandlers } from "../protocol.ts";
import { toCsv, toJson } from "./exportText.ts";
import { scenarioText } from "./scenarioText.ts";
import { Session } from "./session.ts";
import { sweepPoints } from "./sweepRun.ts";
import type { FromWorker, SweepPlan, ToWorker, WorkerRequests } from "./workerProtocol.ts";

/** What of a worker's global scope is used; the compiler's DOM library knows only a window's. */
interface WorkerScope {
  postMessage(message: FromWorker): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ToWorker>) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
const post = (message: FromWorker) => scope.postMessage(message);

/** A task after those that wait, without the 4 ms that browsers put before nested timers. */
const soon = new MessageChannel();
const waiting: (() => void)[] = [];
soon.port1.onmessage = () => waiting.shift()?.();

const session = new Session({
  nowMs: () => performance.now(),
  defer(callback, delayMs) {
    const guarded = () => guard(callback);
    if (delayMs > 0) setTimeout(guarded, delayMs);
    else {
      waiting.push(guarded);
      soon.port2.postMessage(0);
    }
  },
  frame: (frame) => post({ type: "frame", frame }),
});

const requests: RequestHandlers<WorkerRequests> = {
  export: () => ({ csv: toCsv(session.runs), json: toJson(session.runs) }),
  scenario() {
    const run = session.runs[0];
    if (run === undefined) throw new Error("There is no run yet.");
    return scenarioText(engines, run.input, session.x);
  },
};

scope.addEventListener("message", ({ data }) => guard(() => receive(data)));

function receive(message: ToWorker): void {
  switch (message.type) {
    case "load":
      session.load(message.load, message.inputs, message.goal);
      break;
    case "play":
      session.play(message.rate);
      break;
    case "pause":
      session.pause();
      break;
    case "step":
      session.step();
      break;
    case "stepBack":
      session.stepBack();
      break;
    case "seek":
      session.seek(message.x);
      break;
    case "act":
      session.act(message.action, message.argument);
      break;
    case "view":
      session.view(message.log, message.frameMs);
      break;
    case "drawn":
      session.drawn();
      break;
    case "sweep":
      runSweep(message.plan);
      break;
    case "request":
      void answer<WorkerRequests>(message, requests).then(post);
  }
}

function runSweep(plan: SweepPlan): void {
  for (const point of sweepPoints(plan)) post({ type: "sweepPoint", point });
  post({ type: "sweepDone" });
}

/** An error of an engine is told, not swallowed: the page says so and the last frame stays. */
function guard(work: () => void): void {
  try {
    work();
  } catch (error) {
    post({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  }
}
