/** What a file is called speaks for the names in it. */
import assert from "node:assert/strict";
import { findTerms } from "../../server/glossary/match.ts";
import { buildTermIndex } from "../../server/glossary/termIndex.ts";
import { sampleTerms } from "./sampleTerms.ts";

const index = buildTermIndex(sampleTerms);
const isFound = (text: string, file?: string): boolean =>
  findTerms({ text, languageId: "typescript", ...(file === undefined ? {} : { file }) }, index).length > 0;

describe("the path of a file", () => {
  for (const [text, file] of [
    ["cache.get(k)", "src/ttl/store.ts"],
    ["cache.get(k)", "file:///srv/a/EvictedKeys.ts"],
    ["cache.get(k)", "C:\\a\\ttl\\b\\store.ts"],
    ["const quorum = 2", "replicas/nodes/count.ts"],
  ] as const) {
    it(`speaks for a name: ${file}`, () => {
      assert.ok(!isFound(text));
      assert.ok(isFound(text, file));
    });
  }

  it("does not speak by what lies far above", () => {
    assert.ok(!isFound("cache.get(k)", "/srv/ttl/work/project/store.ts"));
  });

  it("does not speak against a name", () => {
    assert.ok(isFound("// a session and its cookie", "test/session.test.ts"));
  });
});
