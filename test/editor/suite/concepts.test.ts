/** Concepts in the real editor: F12 in a comment, completion, uses, the glossary, what is known, underlines. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  activate,
  closeAll,
  eventually,
  hoversAt,
  moveTo,
  openSample,
  openUntitled,
  placeOf,
  resetSettings,
  set,
  textOf,
  textOfHover,
} from "./support/editor.ts";
import { press, screenshot, type, workbench } from "./support/outside.ts";

const page = "designwise:/term/rate-limiting.md";

describe("concepts", () => {
  before(activate);
  afterEach(async function () {
    await closeAll.call(this);
    await resetSettings();
  });

  it("F12 in a comment opens the term's page, and in an identifier it is the language's", async () => {
    const editor = await openSample("orders/checkout.ts");
    moveTo(editor, placeOf(editor.document, "rate limiter", 7));
    await vscode.commands.executeCommand("editor.action.revealDefinition");
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.toString(), page);
    assert.equal(shown?.languageId, "markdown");
    assert.match(shown?.getText() ?? "", /^# Rate limiting\n/);
    await screenshot("term-document");
    const { document } = await openUntitled("typescript", "const rateLimiter = 1;\n");
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      placeOf(document, "rateLimiter", 3),
    );
    const uris = found.map((each) => ("uri" in each ? each.uri : each.targetUri));
    assert.deepEqual(
      uris.filter(({ scheme }) => scheme === "designwise"),
      [],
    );
  });

  it("Shift+F12 in a comment lists uses in files that are not open, whatever their spelling", async () => {
    const { document } = await openSample("notes/design.md");
    const uses = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeReferenceProvider",
      document.uri,
      placeOf(document, "token bucket", 7),
    );
    const spellings = await Promise.all(
      uses.map(async ({ uri, range }) => (await vscode.workspace.openTextDocument(uri)).getText(range)),
    );
    assert.ok(new Set(uses.map(({ uri }) => uri.path)).size > 1, "more than one file");
    assert.ok(new Set(spellings).size > 1, `more than one spelling of ${spellings.join(", ")}`);
  });

  it("Find Uses of Concept shows them beside the cursor, from an identifier too", async () => {
    const editor = await openSample("orders/limits.ts");
    moveTo(editor, placeOf(editor.document, "createTokenBucket", "createTok".length));
    await vscode.commands.executeCommand("designwise.findUses");
    const list = await workbench.text(".peekview-widget .ref-tree");
    assert.match(list, /limits\.ts/);
    await screenshot("find-uses");
    await press("Escape");
  });

  it("Find Uses of Concept says so when there are none", async () => {
    await vscode.commands.executeCommand("designwise.findUses", { id: "paxos-of-nobody" });
    // Toasts are off in a window of tests.
    await vscode.commands.executeCommand("notifications.showList");
    const said = ".notifications-center .notification-list-item:has-text('is not used')";
    assert.match(await workbench.text(said), /paxos-of-nobody/);
    await vscode.commands.executeCommand("notifications.clearAll");
  });

  it("Go to Term opens the page of the term in an identifier", async () => {
    const editor = await openSample("orders/limits.ts");
    moveTo(editor, placeOf(editor.document, "createTokenBucket", "createTok".length));
    await vscode.commands.executeCommand("designwise.goToTerm");
    await workbench.text(".tab:has-text('Token bucket')");
  });

  it("completes a term in a comment as it was begun", async () => {
    const editor = await openUntitled("python", "# a \n");
    moveTo(editor, new vscode.Position(0, 4));
    await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
    await type("token bu");
    await vscode.commands.executeCommand("editor.action.triggerSuggest");
    const ours = '.suggest-widget.visible .monaco-list-row[aria-label^="token bucket"]';
    await workbench.text(ours);
    await screenshot("term-completion");
    await workbench.click(ours);
    await textOf(editor.document, (text) => text === "# a token bucket\n");
  });

  it("finds terms as workspace symbols after term:", async () => {
    const ask = (query: string) =>
      vscode.commands.executeCommand<vscode.SymbolInformation[]>(
        "vscode.executeWorkspaceSymbolProvider",
        query,
      );
    const ours = (symbols: readonly vscode.SymbolInformation[]) =>
      symbols.filter(({ location }) => location.uri.scheme === "designwise");
    assert.equal(ours(await ask("term:rate limit"))[0]?.name, "term: Rate limiting");
    assert.deepEqual(ours(await ask("rate")), []);
    await vscode.commands.executeCommand("workbench.action.quickOpen", "#term:token");
    assert.match(
      await workbench.text(".quick-input-widget .monaco-list-row:has-text('Token bucket')"),
      /term: Token bucket/,
    );
    await press("Escape");
  });

  it("is quiet about what the user knows, until that is taken back", async () => {
    const { document } = await openSample("orders/checkout.ts");
    const at = placeOf(document, "rate limiter", 7);
    assert.match(textOfHover((await hoversAt(document, at))[0] as vscode.Hover), /I know this one/);
    await vscode.commands.executeCommand("designwise.markKnown", { id: "rate-limiting" });
    assert.deepEqual(vscode.workspace.getConfiguration("designwise").get("known"), ["rate-limiting"]);
    await eventually(
      () => hoversAt(document, at),
      (hovers) => hovers.length === 0,
    );
    await vscode.commands.executeCommand("designwise.unmarkKnown", { id: "rate-limiting" });
    assert.deepEqual(vscode.workspace.getConfiguration("designwise").get("known"), []);
    await eventually(
      () => hoversAt(document, at),
      (hovers) => hovers.length === 1,
    );
    await vscode.commands.executeCommand("notifications.clearAll");
  });

  it("underlines terms where that is switched on", async () => {
    const { document } = await openUntitled("markdown", "A token bucket.\n");
    await workbench.text(".tab.active");
    const underlined = ".view-line span[class*='ced-']:has-text('token')";
    assert.equal(await workbench.count(underlined), 0);
    await set("designwise.underline.enabled", true);
    assert.match(await workbench.text(underlined), /token/);
    await screenshot("underlines");
    await set("designwise.underline.enabled", undefined);
    await workbench.gone(underlined);
    assert.equal(document.isClosed, false);
  });
});

describe("the glossary", () => {
  before(activate);
  afterEach(closeAll);
  after(() => vscode.commands.executeCommand("workbench.view.explorer"));

  const row = (text: string) => `.pane-body .monaco-list-row[aria-label*="${text}"]`;

  it("lists topics, and a search opens what it finds", async () => {
    await vscode.commands.executeCommand("designwise.glossary.focus");
    await workbench.text(row("resilience"));
    await screenshot("glossary");
    await vscode.commands.executeCommand("designwise.searchGlossary");
    await workbench.fill(".quick-input-widget input", "token bucket");
    await workbench.text(row("Token bucket"));
    await workbench.gone(row("caching"));
    assert.match(
      await workbench.text(".pane-body .message:has-text('token bucket')"),
      /^\d+ of \d+ terms for/,
    );
    await screenshot("glossary-search");
    await press("Enter");
    await workbench.click(row("Token bucket"));
    await workbench.text(".tab:has-text('Token bucket')");
    await vscode.commands.executeCommand("designwise.clearGlossarySearch");
    await workbench.text(row("caching"));
  });
});
