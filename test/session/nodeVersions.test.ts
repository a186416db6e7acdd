/**
 * A run is the same in every Node that we promise: the library of engines is run with the newest Node that the editor tests
 * use, and its hashes are compared with the goldens, which the engine tier holds to the machine's own Node.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { installNode } from "../dev/codeServerInstall.ts";
import { newestServer, oldestServer } from "../dev/codeServerVersions.ts";
import { mustRun } from "../dev/process.ts";
import { root } from "../dev/tiers.ts";

const installLimitMs = 120_000;

describe("engines in every supported Node", () => {
  const goldens = JSON.parse(readFileSync(join(root, "test/engines/goldens/hashes.json"), "utf8")) as unknown;

  for (const { nodeMajor } of [oldestServer, newestServer]) {
    it(`give the golden hashes in Node ${nodeMajor}`, async function () {
      this.timeout(installLimitMs);
      const node = await installNode(nodeMajor);
      const version = await mustRun(node, ["--version"]);
      assert.match(version.stdout, new RegExp(`^v${nodeMajor}\\.`));
      const { stdout } = await mustRun(node, [join(root, "test", "engines", "printHashes.mjs")], {
        cwd: root,
      });
      assert.deepEqual(JSON.parse(stdout), goldens);
    });
  }
});
