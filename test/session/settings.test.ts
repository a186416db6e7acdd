/** Settings from a client that is not VS Code: faces switched off, severities, and nonsense that is told to the user. */
import assert from "node:assert/strict";
import { DiagnosticSeverity } from "vscode-languageserver/node";
import { ServerProcess } from "./support/serverProcess.ts";
import { rule, withoutTimeout } from "./support/source.ts";

interface Status {
  readonly terms: number;
  readonly problems: readonly string[];
}

const uri = "file:///shop/settings.ts";
const source = `// rate limiter\n${withoutTimeout}`;
const status = "designwise/statusChanged";

async function withServer(
  settings: Readonly<Record<string, unknown>>,
  act: (server: ServerProcess) => Promise<void>,
): Promise<void> {
  const server = new ServerProcess({ pull: true, settings });
  try {
    await server.initialized;
    await server.open(uri, "typescript", source);
    await act(server);
  } finally {
    await server.kill();
  }
}

describe("settings over the protocol", () => {
  it("switch hovers off", () =>
    withServer({ hover: { enabled: false } }, async (server) => {
      assert.equal(await server.hover(uri, { line: 0, character: 6 }), undefined);
      assert.equal((await server.pull(uri)).length, 1);
    }));

  it("switch diagnostics off", () =>
    withServer({ diagnostics: { enabled: false } }, async (server) => {
      assert.deepEqual(await server.pull(uri), []);
      assert.ok(await server.hover(uri, { line: 0, character: 6 }));
    }));

  it("set a rule's severity, or turn it off, also while the server runs", () =>
    withServer({ rules: { [rule]: "error" } }, async (server) => {
      assert.equal((await server.pull(uri))[0]?.severity, DiagnosticSeverity.Error);
      await server.configure({ rules: { [rule]: "off" } });
      assert.deepEqual(await server.pull(uri), []);
    }));

  it("of an unknown rule are reported by name, and the others hold", () =>
    withServer({ rules: { "no-such-rule": "error", [rule]: "hint" } }, async (server) => {
      const said = await server.heard<Status>(status, ({ problems }) => problems.length > 0);
      assert.match(said.problems.join("\n"), /no-such-rule/);
      assert.equal((await server.pull(uri))[0]?.severity, DiagnosticSeverity.Hint);
    }));

  it("of the wrong type are reported, and the default holds", () =>
    withServer({ hover: { enabled: "yes" }, rules: [1, 2] }, async (server) => {
      const said = await server.heard<Status>(status, ({ problems }) => problems.length >= 2);
      assert.match(said.problems.join("\n"), /designwise\.hover\.enabled/);
      assert.ok(await server.hover(uri, { line: 0, character: 6 }));
      await server.configure({});
      const well = await server.heard<Status>(status, (now) => now !== said && now.problems.length === 0);
      assert.ok(well.terms >= 30);
    }));
});
