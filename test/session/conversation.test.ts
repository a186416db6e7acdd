/** A whole conversation with the built server over stdio, as an editor holds it. */
import assert from "node:assert/strict";
import type { CodeAction, CompletionItem, Diagnostic } from "vscode-languageserver/node";
import { ServerProcess } from "./support/serverProcess.ts";
import { positionOf, rangeOf, rule, textAt, withoutTimeout } from "./support/source.ts";

const uri = "file:///shop/price.ts";

describe("the server over stdio", () => {
  let server: ServerProcess;

  beforeEach(async () => {
    server = new ServerProcess({ pull: true });
    await server.initialized;
  });
  afterEach(() => server.kill());

  it("says what it can do", async () => {
    const { capabilities, serverInfo } = await server.initialized;
    assert.equal(serverInfo?.name, "designwise");
    assert.ok(capabilities.hoverProvider);
    assert.ok(capabilities.completionProvider);
    assert.ok(capabilities.codeActionProvider);
    assert.ok(capabilities.diagnosticProvider, "a client that can pull is not pushed to");
  });

  it("hovers over a term in an identifier and in a comment, with the range of the words", async () => {
    const source = "// The rate limiter\nfunction createTokenBucketFor(key) {}\n";
    await server.open(uri, "typescript", source);
    const inComment = await server.hover(uri, positionOf(source, "rate limiter", 6));
    assert.deepEqual(inComment?.range, rangeOf(source, "rate limiter"));
    assert.match(inComment?.text ?? "", /Rate limiting/);
    const inName = await server.hover(uri, positionOf(source, "TokenBucket", 2));
    assert.deepEqual(inName?.range, rangeOf(source, "TokenBucket"));
    assert.ok((inName?.text.trimEnd().split("\n").length ?? 0) <= 12, "at most twelve lines");
    assert.equal(await server.hover(uri, positionOf(source, "function", 2)), undefined);
  });

  it("offers a pattern whose import comes with it", async () => {
    const source = "import fs from 'node:fs';\n\nrate\n";
    await server.open(uri, "typescript", source);
    const answer = await server.connection.sendRequest<CompletionItem[] | { items: CompletionItem[] }>(
      "textDocument/completion",
      { textDocument: { uri }, position: positionOf(source, "rate", 4), context: { triggerKind: 1 } },
    );
    const items = Array.isArray(answer) ? answer : answer.items;
    const item = items.find((one) => /rate limiter/i.test(`${one.label} ${one.filterText} ${one.detail}`));
    assert.ok(item, `no rate limiter among ${items.map((one) => one.label).join(", ")}`);
    const resolved = await server.connection.sendRequest<CompletionItem>("completionItem/resolve", item);
    const text = resolved.textEdit?.newText ?? resolved.insertText ?? "";
    assert.match(text, /class|function/);
    assert.equal(resolved.insertTextFormat, 2, "it is a snippet");
  });

  it("offers nothing inside a comment or a string", async () => {
    const source = '// rate limiter\nconst name = "rate limiter";\n';
    await server.open(uri, "typescript", source);
    for (const text of ["// rate limiter", '"rate limiter']) {
      const answer = await server.connection.sendRequest<
        CompletionItem[] | { items: CompletionItem[] } | null
      >("textDocument/completion", {
        textDocument: { uri },
        position: positionOf(source, text, text.length),
        context: { triggerKind: 1 },
      });
      const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
      assert.deepEqual(items, [], text);
    }
  });

  it("reports a finding with its page, and follows incremental edits both ways", async () => {
    await server.open(uri, "typescript", withoutTimeout);
    const found = await server.pull(uri);
    assert.deepEqual(
      found.map(({ code, source }) => ({ code, source })),
      [{ code: rule, source: "designwise" }],
    );
    assert.match(textAt(withoutTimeout, found[0]!.range), /axios/);
    assert.ok(found[0]?.codeDescription?.href, "it links to its page");

    const at = positionOf(withoutTimeout, " + id)", " + id".length);
    await server.change(uri, 2, [{ range: { start: at, end: at }, text: ", { timeout: 500 }" }]);
    assert.deepEqual(await server.pull(uri), []);

    const end = { line: at.line, character: at.character + ", { timeout: 500 }".length };
    await server.change(uri, 3, [
      { range: { start: at, end }, text: "" },
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "// first\n\n" },
    ]);
    const again = await server.pull(uri);
    assert.equal(again.length, 1);
    assert.equal(again[0]?.range.start.line, found[0]!.range.start.line + 2);
  });

  it("offers to silence a finding on its line, and the edit does silence it", async () => {
    await server.open(uri, "typescript", withoutTimeout);
    const diagnostics = await server.pull(uri);
    const range = diagnostics[0]!.range;
    const actions = await server.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics, triggerKind: 1 },
    });
    const ignore = actions.find((action) => /ignore/i.test(action.title));
    assert.ok(ignore, `no way to ignore among: ${actions.map((action) => action.title).join("; ")}`);
    const resolved =
      ignore.edit === undefined
        ? await server.connection.sendRequest<CodeAction>("codeAction/resolve", ignore)
        : ignore;
    await server.change(uri, 2, editsFor(resolved));
    assert.deepEqual(await server.pull(uri), []);
  });

  it("answers a cancelled request with an error and then goes on", async () => {
    await server.open(uri, "typescript", withoutTimeout);
    const { CancellationTokenSource } = await import("vscode-languageserver/node");
    const cancel = new CancellationTokenSource();
    const asked = server.connection.sendRequest(
      "textDocument/diagnostic",
      { textDocument: { uri } },
      cancel.token,
    );
    cancel.cancel();
    await assert.rejects(asked, /[Cc]ancel/);
    assert.equal((await server.pull(uri)).length, 1);
  });

  it("answers a request that has no parameters", async () => {
    const terms = await server.connection.sendRequest<unknown[]>("designwise/terms");
    assert.ok(terms.length >= 30);
  });

  it("refuses nonsense with an error and then goes on", async () => {
    await assert.rejects(server.connection.sendRequest("designwise/noSuchRequest", {}));
    const nonsense = [{ position: "nowhere" }, { textDocument: 7 }, [], { textDocument: { uri: null } }];
    for (const params of nonsense) {
      for (const method of ["hover", "completion", "codeAction", "diagnostic"]) {
        // An error or nothing: either will do, as long as there is an answer.
        await server.connection.sendRequest(`textDocument/${method}`, params).catch(() => {});
      }
    }
    await server.open(uri, "typescript", withoutTimeout);
    assert.equal((await server.pull(uri)).length, 1);
  });

  it("ends with code 0 after a shutdown, and with 1 when the client forgets it", async () => {
    assert.equal(await server.shutdown(), 0);
    const rude = new ServerProcess({ pull: true });
    await rude.initialized;
    await rude.connection.sendNotification("exit");
    assert.equal(await rude.exited, 1);
    await rude.kill();
  });
});

describe("the server and a client that cannot pull diagnostics", () => {
  it("pushes them when a document opens, changes and closes", async () => {
    const server = new ServerProcess({ pull: false });
    try {
      const { capabilities } = await server.initialized;
      assert.equal(capabilities.diagnosticProvider, undefined);
      await server.open(uri, "typescript", withoutTimeout);
      interface Published {
        readonly uri: string;
        readonly diagnostics: readonly Diagnostic[];
      }
      const method = "textDocument/publishDiagnostics";
      const first = await server.heard<Published>(method, (said) => said.diagnostics.length > 0);
      assert.equal(first.uri, uri);
      assert.equal(first.diagnostics[0]?.code, rule);
      const before = server.everHeard<Published>(method).length;
      await server.change(uri, 2, [{ text: "export {};\n" }]);
      const laterThan = (said: Published) => server.everHeard<Published>(method).indexOf(said) >= before;
      const cleared = await server.heard<Published>(method, laterThan);
      assert.deepEqual(cleared.diagnostics, []);
    } finally {
      await server.kill();
    }
  });
});

/** The edits of an action on `uri`, last first, so that each range still holds when it is applied. */
function editsFor(action: CodeAction): readonly unknown[] {
  const changes = action.edit?.changes?.[uri] ?? [];
  const documentEdits = (action.edit?.documentChanges ?? []).flatMap((change) =>
    "edits" in change ? change.edits : [],
  );
  return [...changes, ...documentEdits]
    .flatMap((edit) => ("newText" in edit ? [{ range: edit.range, text: edit.newText }] : []))
    .sort(
      (a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character,
    );
}
