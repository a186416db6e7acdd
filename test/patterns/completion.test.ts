/** Patterns as completion items: where they are offered, where not, and what accepting one does. */
import assert from "node:assert/strict";
import {
  type CompletionItem,
  InsertTextFormat,
  type MarkupContent,
  type TextEdit,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { completePatterns, resolvePattern } from "../../server/features/completion.ts";
import { markedDocument, onlyCursor } from "../support/markedSource.ts";
import { expandSnippet } from "./expandSnippet.ts";
import { samplePattern } from "./samplePattern.ts";

const pattern = samplePattern();

interface Asked {
  readonly invoked?: boolean;
  readonly snippets?: boolean;
}

function complete(
  source: string,
  languageId: string,
  asked: Asked = {},
): { document: TextDocument; items: CompletionItem[] } {
  const marked = markedDocument(source, languageId);
  const position = marked.document.positionAt(onlyCursor(marked));
  const deps = { patterns: [pattern], invoked: asked.invoked ?? false, snippets: asked.snippets ?? true };
  return { document: marked.document, items: completePatterns(marked.document, position, deps) };
}

function checkOffered(
  languageId: string,
  sources: readonly string[],
  expected: boolean,
  asked?: Asked,
): void {
  for (const source of sources) {
    const labels = complete(source, languageId, asked).items.map(({ label }) => label);
    assert.deepEqual(labels, expected ? ["box"] : [], `${languageId}: ${source}`);
  }
}

/** The document after accepting the only item. */
function accept(source: string, languageId: string, asked?: Asked): string {
  const { document, items } = complete(source, languageId, asked);
  const [item] = items;
  assert.ok(item?.textEdit && "range" in item.textEdit, "nothing was offered");
  const isSnippet = item.insertTextFormat === InsertTextFormat.Snippet;
  const main: TextEdit = {
    range: item.textEdit.range,
    newText: isSnippet ? expandSnippet(item.textEdit.newText) : item.textEdit.newText,
  };
  const others = item.additionalTextEdits ?? [];
  for (const other of others) assert.notEqual(other.range.start.line, main.range.start.line, "edits touch");
  return TextDocument.applyEdits(document, [...others, main]);
}

describe("completion of patterns", () => {
  it("is offered where a declaration may begin", () => {
    checkOffered(
      "typescript",
      ["bo«|»", "f();\nbox«|»\n", "function f() {\n  b«|»\n}\n", "dw-bo«|»", "crate«|»"],
      true,
    );
    checkOffered("javascriptreact", ["if (a) {\n  box«|»\n}", "const f = () => {\n  box«|»\n};"], true);
    checkOffered(
      "python",
      ["box«|»", "def f():\n    box«|»\n", "class A:\n    def f(self):\n        box«|»\n"],
      true,
    );
    checkOffered("java", ["package a;\n\nbox«|»\n", "class A {\n}\n\nbox«|»\n"], true);
    checkOffered("go", ["package a\n\nbox«|»\n"], true);
  });

  it("is not offered where the language forbids one", () => {
    checkOffered(
      "typescript",
      ["class A {\n  box«|»\n}", "f(\n  box«|»\n)", "const a = {\n  box«|»\n}"],
      false,
    );
    checkOffered("python", ["class A:\n    box«|»\n", "a = [\nbox«|»\n]", "@cached\nbox«|»\n"], false);
    checkOffered("java", ["class A {\n  box«|»\n}", "class A {\n  void f() {\n    box«|»\n  }\n}"], false);
    checkOffered(
      "go",
      ["package a\n\nfunc f() {\n\tbox«|»\n}\n", 'package a\n\nbox«|»\n\nimport "fmt"\n'],
      false,
    );
  });

  it("is not offered in expressions, after a dot, in strings and comments, or before other code", () => {
    const sources = [
      "a.box«|»",
      "const a = box«|»",
      "`\nbox«|»\n`",
      "// box«|»",
      "/*\nbox«|»\n*/",
      "box«|» + 1",
      "f(box«|»)",
    ];
    checkOffered("typescript", sources, false);
    checkOffered("python", ["x.box«|»", "# box«|»", '"""\nbox«|»\n"""', "return box«|»"], false);
  });

  it("needs a letter, or to be asked", () => {
    checkOffered("typescript", ["«|»", "z«|»"], false);
    checkOffered("typescript", ["«|»"], true, { invoked: true });
    checkOffered("typescript", ["z«|»"], false, { invoked: true });
  });

  it("is silent in other languages", () => {
    checkOffered("rust", ["box«|»"], false);
    checkOffered("plaintext", ["box«|»"], false);
    checkOffered("markdown", ["box«|»"], false);
  });

  it("adds imports beside the code, in one acceptance", () => {
    assert.equal(
      accept("import os\nfrom typing import Any\n\ndw-b«|»\n", "python"),
      "import os\nfrom typing import Any, Dict, List\nimport threading\n\nclass Box:\n    size = 1\n",
    );
    assert.equal(
      accept("package a\r\n\r\nbox«|»\r\n", "go").replaceAll("\r\n", "\n"),
      'package a\n\nimport (\n\t"fmt"\n\t"sync"\n)\n\ntype Box struct {\n\tsize int\n}\n',
    );
  });

  it("takes imports into the item where they would touch it", () => {
    assert.equal(
      accept("box«|»", "python"),
      "import threading\nfrom typing import Dict, List\n\n\nclass Box:\n    size = 1",
    );
    assert.equal(
      accept("box«|»", "typescript"),
      'import { setTimeout as delay } from "node:timers/promises";\n\nclass Box {\n  #size = 1;\n}',
    );
  });

  it("is plain text for a client without snippets", () => {
    assert.equal(accept("f();\n\nbox«|»", "java", { snippets: false }).includes("${"), false);
  });

  it("compares with the prefix that fits what is typed", () => {
    const typed = ["b«|»", "dw«|»", "cr«|»", "cratel«|»"].map(
      (source) => complete(source, "python").items[0]?.filterText,
    );
    assert.deepEqual(typed, ["box", "dw-box", "crate-like", "crate-like"]);
  });

  it("documents an item when it is shown", () => {
    const [item] = complete("box«|»", "python").items;
    assert.ok(item !== undefined && item.documentation === undefined);
    const shown = resolvePattern(item, [pattern]).documentation as MarkupContent;
    assert.equal(shown.value, "Holds one thing.\n\n```python\nclass Box:\n    size = 1\n```");
    assert.deepEqual(resolvePattern({ label: "of somebody else" }, [pattern]), { label: "of somebody else" });
  });
});
