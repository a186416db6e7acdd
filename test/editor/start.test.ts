/** `npm start` on a machine without a desktop VS Code: it prints an address that answers, and Ctrl-C leaves nothing. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { root } from "../dev/tiers.ts";

const startLimitMs = 120_000;

describe("npm start", () => {
  let child: ChildProcess | undefined;

  afterEach(() => child?.kill("SIGKILL"));

  it("serves the sample workspace with the extension until Ctrl-C", async function () {
    this.timeout(startLimitMs);
    const started = spawn(process.execPath, ["--import", "tsx", "test/dev/start.ts", "--browser"], {
      cwd: root,
      env: { ...process.env, DISPLAY: "", PORT: "0" },
    });
    child = started;
    const address = await addressOf(started);
    const page = await fetch(address);
    assert.equal(page.status, 200);
    assert.match(decodeURIComponent(address), /folder=.+shop&payload=\[\["extensionDevelopmentPath"/);

    const closed = new Promise<number | null>((resolve) => started.on("close", resolve));
    started.kill("SIGINT");
    assert.equal(await closed, 130);
    await assert.rejects(fetch(address), "nothing listens any more");
  });
});

function addressOf(started: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (data: Buffer) => {
      output += data;
      const address = /http:\/\/localhost:\d+\/\S+/.exec(output);
      if (address !== null) resolve(address[0]);
    };
    started.stdout?.on("data", read);
    started.stderr?.on("data", read);
    started.on("close", (code) => reject(new Error(`it ended with ${code}:\n${output}`)));
  });
}
