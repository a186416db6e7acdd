/** Files that hold no terms by their name alone. */
import assert from "node:assert/strict";
import { isForeignText } from "../../server/glossary/foreignText.ts";
import { findTerms } from "../../server/glossary/match.ts";
import { buildTermIndex } from "../../server/glossary/termIndex.ts";
import { sampleTerms } from "./sampleTerms.ts";

describe("text of law and of package managers", () => {
  for (const file of [
    "LICENSE",
    "src/LICENSE.md",
    "file:///c%3A/a/LICENSE-MIT.txt",
    "C:\\a\\LICENCE.txt",
    "COPYING.LESSER",
    "NOTICE",
    "Cargo.lock",
    "a/yarn.lock",
    "a/package-lock.json",
    "a/packages.lock.json",
    "go.sum",
  ]) {
    it(file, () => assert.ok(isForeignText(file)));
  }
  for (const file of [
    "src/license.ts",
    "src/lock.py",
    "licenses/check.go",
    "docs/notice-board.md",
    "src/copying.rs",
    "go.mod",
    "locking.md",
    "license/server.md",
  ]) {
    it(`not ${file}`, () => assert.ok(!isForeignText(file)));
  }

  it("holds no terms", () => {
    const index = buildTermIndex(sampleTerms);
    const text = "a rate limiter";
    assert.equal(findTerms({ text, languageId: "plaintext", file: "a/LICENSE" }, index).length, 0);
    assert.equal(findTerms({ text, languageId: "plaintext", file: "a/README" }, index).length, 1);
  });
});
