/** Concepts over the protocol, as an editor other than VS Code asks for them: pages, uses on the disk, names, levels. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type {
  CompletionItem,
  CompletionList,
  DocumentHighlight,
  Location,
  Position,
  WorkspaceSymbol,
} from "vscode-languageserver/node";
import { ServerProcess } from "./support/serverProcess.ts";
import { positionOf, rangeOf, textAt } from "./support/source.ts";

const files: Readonly<Record<string, string>> = {
  "orders/limits.ts": "export const rateLimiter = 1; // a rate limiter\n",
  "notes/design.md": "Every call is rate-limited.\n",
  "notes/other.md": "Nothing of it.\n",
  "node_modules/x/index.js": "// a rate limiter\n",
  ".git/message": "rate limiter\n",
  "data.bin": "\0rate limiter\n",
  "package-lock.json": '{ "rate-limiter": 1 }\n',
};
const source = "// The rate limiter\nconst rateLimit = 5;\n";

describe("concepts over the protocol", () => {
  let folder: string;
  let server: ServerProcess;
  const uriOf = (file: string): string => pathToFileURL(path.join(folder, file)).href;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "designwise-concepts-"));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
  });
  after(() => rmSync(folder, { recursive: true }));
  beforeEach(async () => {
    server = new ServerProcess({ pull: true, folder: pathToFileURL(folder).href });
    await server.initialized;
  });
  afterEach(() => server.kill());

  const ask = <T>(method: string, uri: string, position: Position, more = {}): Promise<T> =>
    server.connection.sendRequest<T>(`textDocument/${method}`, { textDocument: { uri }, position, ...more });

  it("lead to a page in comments, whose text the server has, and nowhere in identifiers", async () => {
    const uri = uriOf("new.ts");
    await server.open(uri, "typescript", source);
    const page = await ask<Location>("definition", uri, positionOf(source, "rate limiter", 6));
    assert.equal(page.uri, "designwise:/term/rate-limiting.md");
    const content = await server.connection.sendRequest<{ text: string }>("workspace/textDocumentContent", {
      uri: page.uri,
    });
    assert.match(
      content.text,
      /^# Rate limiting\n[\s\S]*^## Trade-offs$[\s\S]*designwise:\/term\/token-bucket\.md/m,
    );
    for (const method of ["definition", "references", "documentHighlight"]) {
      const more = { context: { includeDeclaration: true } };
      assert.equal(await ask(method, uri, positionOf(source, "rateLimit", 2), more), null, method);
    }
  });

  it("have uses in the whole workspace, of open texts as they are now", async () => {
    const uri = uriOf("orders/limits.ts");
    await server.open(uri, "typescript", source);
    const uses = await ask<Location[]>("references", uri, positionOf(source, "rate limiter", 1), {
      context: { includeDeclaration: true },
    });
    assert.deepEqual(
      uses.map((use) => [path.relative(folder, new URL(use.uri).pathname), use.range]),
      [
        ["notes/design.md", rangeOf(files["notes/design.md"] ?? "", "rate-limited")],
        ["orders/limits.ts", rangeOf(source, "rate limiter")],
        ["orders/limits.ts", rangeOf(source, "rateLimit")],
      ],
    );
    const found = await server.connection.sendRequest("designwise/uses", { id: "rate-limiting" });
    assert.deepEqual(found, { uses, files: 2, leftOut: [] });
    const none = await server.connection.sendRequest("designwise/uses", { id: "no-such-term" });
    assert.deepEqual(none, { uses: [], files: 0, leftOut: [] });
  });

  it("are highlighted in their document, code included", async () => {
    const uri = uriOf("new.ts");
    await server.open(uri, "typescript", source);
    const found = await ask<DocumentHighlight[]>(
      "documentHighlight",
      uri,
      positionOf(source, "rate limiter"),
    );
    assert.deepEqual(
      found.map(({ range }) => textAt(source, range)),
      ["rate limiter", "rateLimit"],
    );
  });

  it("are found under the cursor wherever it is", async () => {
    const uri = uriOf("new.ts");
    await server.open(uri, "typescript", source);
    const termAt = (position: Position) =>
      server.connection.sendRequest("designwise/termAt", { textDocument: { uri }, position });
    assert.deepEqual(await termAt(positionOf(source, "rateLimit", 2)), {
      id: "rate-limiting",
      name: "Rate limiting",
    });
    assert.equal(await termAt(positionOf(source, "const", 2)), null);
  });

  it("are workspace symbols after their prefix", async () => {
    const symbols = (query: string) =>
      server.connection.sendRequest<WorkspaceSymbol[]>("workspace/symbol", { query });
    assert.deepEqual(await symbols("rate"), []);
    const [first] = await symbols("term:token bu");
    assert.equal(first?.name, "term: Token bucket");
  });

  it("complete in comments as they were begun, with their definition when looked at", async () => {
    const text = "// Token bu\n";
    const uri = uriOf("new.ts");
    await server.open(uri, "typescript", text);
    const list = await ask<CompletionList>("completion", uri, positionOf(text, "bu", 2), {
      context: { triggerKind: 1 },
    });
    assert.equal(list.isIncomplete, true);
    const [item] = list.items;
    assert.deepEqual(item?.textEdit, { range: rangeOf(text, "Token bu"), newText: "Token bucket" });
    const resolved = await server.connection.sendRequest<CompletionItem>("completionItem/resolve", item);
    assert.match(JSON.stringify(resolved.documentation), /token/i);
  });

  it("keep quiet in hovers and underlines when known or below the level, and answer when asked", async () => {
    const uri = uriOf("new.md");
    const text = "A rate limiter and a token bucket before a GCRA check, and a cache.\n";
    await server.open(uri, "markdown", text);
    const loud = async (): Promise<string[]> => {
      const { ranges } = await server.connection.sendRequest<{ ranges: Location["range"][] }>(
        "designwise/underlines",
        { textDocument: { uri }, ranges: [rangeOf(text, text)] },
      );
      for (const word of ["rate limiter", "token bucket", "GCRA", "cache"]) {
        const hovered = (await server.hover(uri, positionOf(text, word))) !== undefined;
        assert.equal(
          hovered,
          ranges.some((range) => textAt(text, range).startsWith(word)),
          word,
        );
      }
      return ranges.map((range) => textAt(text, range).split(" ")[0] ?? "");
    };
    assert.deepEqual(await loud(), ["rate", "token", "GCRA", "cache"]);
    await server.configure({ level: "practitioner" });
    assert.deepEqual(await loud(), ["rate", "token", "GCRA"]);
    await server.configure({ level: "expert" });
    assert.deepEqual(await loud(), ["GCRA"]);
    await server.configure({ known: ["token-bucket", "topic:caching"] });
    assert.deepEqual(await loud(), ["rate", "GCRA"]);
    const page = await ask<Location>("definition", uri, positionOf(text, "token bucket"));
    assert.equal(page.uri, "designwise:/term/token-bucket.md");
  });

  it("leave F12 alone where navigation is switched off", async () => {
    await server.configure({ navigation: { enabled: false } });
    const uri = uriOf("new.ts");
    await server.open(uri, "typescript", source);
    assert.equal(await ask("definition", uri, positionOf(source, "rate limiter", 6)), null);
  });

  it("take nonsense as such: settings are named, malformed requests refused", async () => {
    await server.configure({ level: "wizard", known: [1] });
    const uri = uriOf("new.md");
    await server.open(uri, "markdown", "A rate limiter.\n");
    const said = await server.heard<{ problems: string[] }>(
      "designwise/statusChanged",
      ({ problems }) => problems.length >= 2,
    );
    assert.match(said.problems.join("\n"), /designwise\.level must be[\s\S]*designwise\.known must be/);
    assert.ok(await server.hover(uri, { line: 0, character: 4 }));
    await assert.rejects(
      server.connection.sendRequest("designwise/underlines", { textDocument: { uri }, ranges: [{}] }),
      /ranges must be a list of ranges/,
    );
  });
});
