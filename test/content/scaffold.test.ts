/** What `npm run new` writes can be read by its own reader, and is not taken for finished. */
import assert from "node:assert/strict";
import { compileContent } from "../../server/content/compileContent.ts";
import { kinds, templates } from "../dev/templates.ts";

const id = "some-new-thing";

describe("scaffolds", () => {
  for (const kind of kinds) {
    it(`${kind}: its files are named after it and mark what must be written`, () => {
      const files = templates[kind](id);
      assert.ok(Object.keys(files).every((file) => file.includes(id)));
      assert.ok(Object.values(files).some((text) => text.includes("<…")));
    });
  }

  it("of a term, pattern and rule are found by the readers, which still ask for what is missing", () => {
    const files = new Map(
      ["term", "pattern", "rule"].flatMap((kind) => Object.entries(templates[kind as "term"](id))),
    );
    const { problems } = compileContent(files);
    assert.deepEqual([...new Set(problems.map(({ file }) => file.split("/")[0]))].sort(), [
      "glossary",
      "server",
      "snippets",
    ]);
  });
});
