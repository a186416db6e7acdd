/**
 * A run is the same in every Node that we promise: the library of engines is run with the newest Node that the editor tests
 * use, and its hashes are compared with the goldens, which the engine tier holds to the machine's own Node.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { installNode } from "../dev/codeServerInstall.ts";
import { newestServer, oldestServer } from "../dev/codeServerVersions.ts";
import { mustRun } from "../dev/process.ts";
import { root } from "../dev/tiers.ts";

interface Printed {
  readonly node: string;
  readonly results: readonly { readonly expected: string; readonly hash: string }[];
}

const installLimitMs = 120_000;

describe("engines in every supported Node", () => {
  for (const { nodeMajor } of [oldestServer, newestServer]) {
    it(`give the golden hashes in Node ${nodeMajor}`, async function () {
      this.timeout(installLimitMs);
      const node = await installNode(nodeMajor);
      const script = join(root, "test", "engines", "printHashes.mjs");
      const { stdout } = await mustRun(node, [script], { cwd: root });
      const { node: version, results } = JSON.parse(stdout) as Printed;
      assert.match(version, new RegExp(`^v${nodeMajor}\\.`));
      assert.ok(results.length > 0, "there are goldens");
      assert.deepEqual(
        results.filter(({ expected, hash }) => expected !== hash),
        [],
      );
    });
  }
});
