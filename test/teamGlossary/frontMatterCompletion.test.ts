/** Completion in the front matter of a team's own term. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { completeFrontMatter } from "../../server/features/frontMatterCompletion.ts";
import { readTermFile } from "../../server/teamGlossary/termFile.ts";
import { content } from "./team.ts";

/** What is offered at `|`, and what the document becomes with the first. */
function offered(marked: string): { labels: string[]; applied: string } | undefined {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const document = TextDocument.create("file:///shop/.designwise/glossary/order.md", "markdown", 1, text);
  const items = completeFrontMatter(document, document.positionAt(offset), { content, terms: content.terms });
  const edit = items?.[0]?.textEdit;
  const applied = edit && "range" in edit ? TextDocument.applyEdits(document, [edit]) : text;
  return items && { labels: items.map(({ label }) => label), applied };
}

describe("completion in a term's front matter", () => {
  it("offers the keys that are not there yet, and all of them can be read", () => {
    const { labels, applied } = offered("---\nname: Order\nal|\n---\n\nText.\n") ?? {
      labels: [],
      applied: "",
    };
    assert.equal(labels.includes("name"), false);
    assert.match(applied, /^aliases: $/m);
    for (const key of labels) {
      const { problems } = readTermFile("file:///a/order.md", `---\nname: Order\n${key}:\n---\n\nText.\n`);
      assert.deepEqual(problems, [], key);
    }
  });

  it("offers the ids that a key may name, also in lists over several lines", () => {
    assert.deepEqual(offered("---\nrelated: [cache, ra|]\n---\n"), {
      labels: ["rate-limiting", "cache"],
      applied: "---\nrelated: [cache, rate-limiting]\n---\n",
    });
    assert.deepEqual(offered("---\nrelated:\n  - cache\n  - |\n---\n")?.labels, ["rate-limiting", "cache"]);
    assert.deepEqual(offered("---\nlevel: |")?.labels, ["newcomer", "practitioner", "expert"]);
    assert.deepEqual(offered("---\nname: |\n---\n")?.labels, []);
  });

  it("offers nothing of the kind elsewhere", () => {
    assert.equal(offered("---\nname: x\n---\n\nTe|xt.\n"), undefined);
    assert.equal(offered("na|me\n"), undefined);
  });
});
