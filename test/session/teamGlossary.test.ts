/** A team's glossary on the disk, as the built server reads it, and as it follows what an editor says of files. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { CodeAction, Diagnostic } from "vscode-languageserver/node";
import { ServerProcess } from "./support/serverProcess.ts";

interface Status {
  readonly terms: number;
  readonly problems: readonly string[];
}
interface Published {
  readonly uri: string;
  readonly diagnostics: readonly Diagnostic[];
}

const statusChanged = "designwise/statusChanged";
const [created, changed, deleted] = [1, 2, 3];
const term = (name: string, definition: string): string => `---\nname: ${name}\n---\n\n${definition}\n`;

describe("a team's glossary over the protocol", () => {
  let root: string;
  let server: ServerProcess;
  const fileOf = (name: string): string => path.join(root, ...name.split("/"));
  const uriOf = (name: string): string => pathToFileURL(fileOf(name)).href;

  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(fileOf(name)), { recursive: true });
    await writeFile(fileOf(name), text);
  };
  const say = (name: string, type: number | undefined): Promise<void> =>
    server.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf(name), type }],
    });
  /** The next status after `act` that `wanted` accepts. */
  const status = async (act: () => Promise<unknown>, wanted: (now: Status) => boolean = () => true) => {
    const before = new Set(server.everHeard<Status>(statusChanged));
    await act();
    return server.heard<Status>(statusChanged, (now) => !before.has(now) && wanted(now));
  };
  const hoverAt = async (name: string, word: string): Promise<string | undefined> => {
    await server.open(uriOf(name), "typescript", `// ${word}\n`);
    return (await server.hover(uriOf(name), { line: 0, character: 4 }))?.text;
  };

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "designwise team-"));
    await write(".designwise/glossary/parcel.md", term("Parcel", "What a customer gets."));
    await write("node_modules/x/.designwise/glossary/crate.md", term("Crate", "Not ours."));
    server = new ServerProcess({ pull: true, folder: pathToFileURL(root).href });
    await server.initialized;
    await server.heard<Status>(statusChanged);
  });
  afterEach(async () => {
    await server.kill();
    await rm(root, { recursive: true, force: true });
  });

  it("is hovered, listed and has its pages", async () => {
    assert.match((await hoverAt("src/a.ts", "parcels")) ?? "", /What a customer gets\./);
    assert.equal(await hoverAt("src/b.ts", "crates"), undefined);
    const terms = await server.connection.sendRequest<{ id: string }[]>("designwise/terms", {});
    assert.ok(terms.some(({ id }) => id === "parcel"));
    assert.equal(
      (await server.connection.sendRequest<{ name: string }>("designwise/term", { id: "parcel" })).name,
      "Parcel",
    );
    const { terms: count } = await server.connection.sendRequest<Status>("designwise/status", {});
    assert.equal(count, terms.length);
  });

  it("hears of files that the editor itself deletes and renames", async () => {
    const name = ".designwise/glossary/parcel.md";
    const renamed = ".designwise/glossary/renamed/parcel.md";
    await write(renamed, term("Parcel", "What a customer gets, moved."));
    await rm(fileOf(name));
    const files = [{ oldUri: uriOf(name), newUri: uriOf(renamed) }];
    await status(() => server.connection.sendNotification("workspace/didRenameFiles", { files }));
    assert.match((await hoverAt("src/a.ts", "parcel")) ?? "", /moved\./);
    await rm(fileOf(renamed));
    await status(() =>
      server.connection.sendNotification("workspace/didDeleteFiles", { files: [{ uri: uriOf(renamed) }] }),
    );
    assert.equal(await hoverAt("src/b.ts", "parcel"), undefined);
  });

  it("takes added, changed and deleted files into account", async () => {
    const name = "pay/.designwise/glossary/refund.md";
    await write(name, term("Refund", "Money back."));
    await status(() => say(name, created));
    assert.match((await hoverAt("pay/a.ts", "refund")) ?? "", /Money back\./);
    assert.equal(await hoverAt("src/a.ts", "refund"), undefined);
    await write(name, term("Refund", "Money back, in part."));
    await status(() => say(name, changed));
    assert.match((await hoverAt("pay/b.ts", "refund")) ?? "", /in part\./);
    await rm(fileOf("pay"), { recursive: true });
    await status(() => say("pay", deleted));
    assert.equal(await hoverAt("pay/c.ts", "refund"), undefined);
  });

  it("keeps the last good version of a file that breaks, and says so", async () => {
    const name = ".designwise/glossary/parcel.md";
    const uri = uriOf(name);
    await write(name, "---\nname: [\n---\n");
    const broken = await status(
      () => say(name, changed),
      ({ problems }) => problems.length > 0,
    );
    assert.match(broken.problems.join("\n"), /parcel\.md, line \d+: .*last good version stays in force/);
    assert.match((await hoverAt("src/a.ts", "parcel")) ?? "", /What a customer gets\./);
    const shown = await server.heard<Published>("textDocument/publishDiagnostics");
    assert.deepEqual([shown.uri, shown.diagnostics.length > 0], [uri, true]);
    await server.open(uri, "markdown", "---\nname: [\n---\n");
    const pulled = await server.pull(uri);
    assert.deepEqual(
      pulled.map(({ code }) => code),
      shown.diagnostics.map(({ code }) => code),
    );
    // Saving is enough for editors that watch no files.
    await write(name, term("Parcel", "Mended."));
    await status(
      () => server.connection.sendNotification("textDocument/didSave", { textDocument: { uri } }),
      ({ problems }) => problems.length === 0,
    );
    assert.match((await hoverAt("src/b.ts", "parcel")) ?? "", /Mended\./);
  });

  it("reads glossaries of Contextive and CONTEXT.md, and shows words to avoid", async () => {
    await write(
      "bank.glossary.yml",
      "contexts: [{ terms: [{ name: Teller, definition: Who pays out. }] }]\n",
    );
    await status(() => say("bank.glossary.yml", created));
    assert.match((await hoverAt("src/a.ts", "teller")) ?? "", /Who pays out\./);
    await write("CONTEXT.md", "## Language\n\n**Depositor**: who pays in.\n_Avoid_: payer\n");
    await status(() => say("CONTEXT.md", created));
    assert.match((await hoverAt("src/b.ts", "depositors")) ?? "", /who pays in\./);

    const uri = uriOf("notes.md");
    await server.open(uri, "markdown", "Two payers.\n");
    const diagnostics = await server.pull(uri);
    assert.deepEqual(
      diagnostics.map(({ code, severity }) => [code, severity]),
      [["avoid", 3]],
    );
    const actions = await server.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: diagnostics[0]?.range,
      context: { diagnostics },
    });
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Replace with "depositors"'],
    );
    await server.configure({ avoid: { enabled: false } });
    assert.deepEqual(await server.pull(uri), []);
  });
});
