/** Nothing generated is stale: `npm run gen` would change no file. */
import assert from "node:assert/strict";
import { staleFiles } from "../dev/generate.ts";

describe("generated regions", () => {
  it("are up to date (else run: npm run gen)", async () => {
    assert.deepEqual(
      (await staleFiles()).map(({ file }) => file),
      [],
    );
  });
});
