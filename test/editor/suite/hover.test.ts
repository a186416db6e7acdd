/** Hovers in the real editor: their text, their range, and that they keep quiet. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  activate,
  closeAll,
  hoversAt,
  moveTo,
  openSample,
  openUntitled,
  placeOf,
  textOfHover,
} from "./support/editor.ts";
import { screenshot, workbench } from "./support/outside.ts";

describe("hover", () => {
  before(activate);
  afterEach(closeAll);

  it("explains a term inside an identifier, and covers its words only", async () => {
    const { document } = await openSample("orders/limits.ts");
    const at = placeOf(document, "createTokenBucket", "createTok".length);
    const [hover, ...others] = await hoversAt(document, at);
    assert.ok(hover, "there is a hover");
    assert.deepEqual(others, []);
    assert.equal(document.getText(hover.range), "TokenBucket");
    const text = textOfHover(hover);
    assert.match(text, /Token bucket/);
    assert.ok(text.trimEnd().split("\n").length <= 12, "at most twelve lines");
  });

  it("explains a term of two words in a comment", async () => {
    const { document } = await openSample("orders/checkout.ts");
    const [hover] = await hoversAt(document, placeOf(document, "rate limiter", 7));
    assert.ok(hover);
    assert.equal(document.getText(hover.range), "rate limiter");
    assert.match(textOfHover(hover), /Rate limiting/);
  });

  for (const [what, path, text] of [
    ["Markdown", "notes/design.md", "consistent hashing"],
    ["Go", "gateway/limits.go", "token bucket"],
    ["Python", "inventory/stock.py", "cache-aside"],
  ] as const) {
    it(`explains terms in ${what}`, async () => {
      const { document } = await openSample(path);
      const [hover] = await hoversAt(document, placeOf(document, text, 2));
      assert.ok(hover);
      assert.equal(document.getText(hover.range), text);
    });
  }

  it("explains terms in a document that was never saved", async () => {
    const { document } = await openUntitled("plaintext", "We use write-ahead logging and a token bucket.\n");
    const [hover] = await hoversAt(document, placeOf(document, "token bucket", 2));
    assert.ok(hover);
  });

  it("explains terms in a notebook's cells", async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, "# a rate limiter\n", "python");
    const notebook = await vscode.workspace.openNotebookDocument(
      "jupyter-notebook",
      new vscode.NotebookData([cell]),
    );
    const document = notebook.cellAt(0).document;
    const [hover] = await hoversAt(document, placeOf(document, "rate limiter", 2));
    assert.ok(hover);
  });

  it("keeps quiet where a word is not the term", async () => {
    const { document } = await openUntitled(
      "typescript",
      "const cap = 5;\nconst [first, ...rest] = tokens;\n",
    );
    for (const text of ["cap", "rest", "tokens", "const"]) {
      assert.deepEqual(await hoversAt(document, placeOf(document, text, 1)), [], text);
    }
  });

  it("is readable on the screen", async () => {
    const editor = await openSample("orders/limits.ts");
    moveTo(editor, placeOf(editor.document, "createTokenBucket", "createTok".length));
    await vscode.commands.executeCommand("editor.action.showHover");
    const shown = await workbench.text('.monaco-hover strong:text-is("Token bucket")');
    assert.match(shown, /Token bucket/);
    await screenshot("hover");
  });
});
