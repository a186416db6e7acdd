/** Broken content: each fault is named with its file and line, and takes nothing else down with it. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readContentFolder } from "../../server/content/readContentFolder.node.ts";
import { shippedContent } from "../support/content.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** A checkout's content, to be broken. */
async function withCopy(use: (copy: string) => Promise<void>): Promise<void> {
  const copy = mkdtempSync(path.join(tmpdir(), "designwise-content-"));
  try {
    for (const folder of ["glossary", "snippets", "server/rules"]) {
      cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true });
    }
    await use(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

describe("broken content", function () {
  this.timeout(20_000);

  it("broken front matter is named with its line, and every other term stays", () =>
    withCopy(async (copy) => {
      writeFileSync(
        path.join(copy, "glossary/saga.md"),
        "---\nname: Saga\naliases: [one, two\n---\n\nText.\n",
      );
      const { content, problems } = await readContentFolder(copy);
      assert.ok(problems.length > 0 && problems.every(({ file }) => file === "glossary/saga.md"));
      assert.ok(problems.some(({ line }) => line >= 1 && line <= 3));
      assert.equal(content.terms.length, (await shippedContent()).terms.length - 1);
    }));

  it("binary content in a term's file is a problem of that file", () =>
    withCopy(async (copy) => {
      writeFileSync(path.join(copy, "glossary/saga.md"), Buffer.from([0, 1, 2, 0xff, 0xfe]));
      const { problems } = await readContentFolder(copy);
      assert.deepEqual([...new Set(problems.map(({ file }) => file))], ["glossary/saga.md"]);
    }));

  it("a deleted glossary folder is said, and patterns and rules stay", () =>
    withCopy(async (copy) => {
      rmSync(path.join(copy, "glossary"), { recursive: true });
      const { content, problems } = await readContentFolder(copy);
      assert.ok(
        problems.some(({ file, message }) => file === "glossary" && /no usable content/.test(message)),
      );
      assert.ok(content.patterns.length > 0 && content.rules.length > 0);
    }));

  it("a tab stop that matches nothing is a problem", () =>
    withCopy(async (copy) => {
      const file = path.join(copy, "snippets/cache-aside/pattern.py");
      writeFileSync(file, "# designwise:begin\npass\n# designwise:end\n");
      const { problems } = await readContentFolder(copy);
      assert.ok(
        problems.some(
          ({ file, message }) => file.startsWith("snippets/cache-aside/") && /tab stop|token/i.test(message),
        ),
        JSON.stringify(problems),
      );
    }));
});
