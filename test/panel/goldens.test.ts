/** The engines' golden traces, reproduced by the built worker in Chromium: the same numbers in every place. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import type { RunInput } from "../../client/engines/kernel/runTypes.ts";
import type { FromWorker, ToWorker } from "../../client/simulator/webview/workerProtocol.ts";
import { type Panel, PanelHarness } from "./harness.ts";

interface Golden {
  readonly input: RunInput;
  readonly until: number;
  readonly hash: string;
}

const folder = new URL("../engines/goldens/hashes/", import.meta.url);

// What of the page's globals the function below uses.
interface PageWorker {
  onmessage: (event: { data: FromWorker }) => void;
  postMessage(message: ToWorker): void;
  terminate(): void;
}
declare const Worker: new (url: string) => PageWorker;

const harness = new PanelHarness();

describe("panel: golden traces in Chromium", function () {
  this.timeout(120_000);
  let panel: Panel;
  before(async () => {
    await harness.start();
    panel = await harness.open();
  });
  after(() => harness.stop());

  for (const file of readdirSync(folder)) {
    it(`has Node's hashes of ${file.replace(/\.json$/, "")}`, async () => {
      const goldens: readonly Golden[] = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
      assert.ok(goldens.length > 0);
      const hashes = await panel.page.evaluate(runInWorker, goldens);
      assert.deepEqual(
        hashes,
        goldens.map(({ hash }) => hash),
      );
    });
  }
});

/** One worker for all runs of an engine, as the panel has one for all that is loaded in it: its start costs most. */
async function runInWorker(wanted: readonly Golden[]): Promise<string[]> {
  const bundle = await (await fetch("/dist/simulator.worker.js")).text();
  const worker = new Worker(URL.createObjectURL(new Blob([bundle], { type: "text/javascript" })));
  const hashes: string[] = [];
  for (const [load, { input, until }] of wanted.entries()) {
    const hash = await new Promise<string>((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (data.type === "failed") reject(new Error(data.message));
        if (data.type !== "frame") return;
        worker.postMessage({ type: "drawn" });
        if (data.frame.load === load && !data.frame.busy) resolve(data.frame.sides[0]?.hash ?? "");
      };
      worker.postMessage({ type: "load", load, inputs: [input], goal: { x: until } });
    });
    hashes.push(hash);
  }
  worker.terminate();
  return hashes;
}
