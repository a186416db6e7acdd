/**
 * The workspace's files as the editor sees them, for the server's searches: what the user excludes from the explorer and
 * from searches is left out, and folders that are on no disk are read through the editor.
 */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type FileList, type ReadFile, requests } from "../server/protocol.ts";

interface Wanted {
  readonly uri: string;
  readonly maxBytes: number;
}

/** Other people's code and what builds make, also where no setting says so. */
const alwaysExcluded = ["node_modules", "vendor", "dist", "build", "out", "target", "__pycache__", ".git"];

export function registerWorkspaceFiles(client: BaseLanguageClient): vscode.Disposable[] {
  return [
    client.onRequest(requests.listFiles, async ({ max }: { max: number }, token): Promise<FileList> => {
      const found = await vscode.workspace.findFiles("**/*", excluded(), max + 1, token);
      const uris = found.map((uri) => client.code2ProtocolConverter.asUri(uri)).sort();
      return { uris: uris.slice(0, max), truncated: found.length > max };
    }),
    client.onRequest<ReadFile, never>(requests.readFile, ({ uri, maxBytes }: Wanted) =>
      readText(vscode.Uri.parse(uri), maxBytes),
    ),
  ];
}

/** `files.exclude` is heeded by the search itself, `search.exclude` is not. */
function excluded(): string {
  const setting: unknown = vscode.workspace.getConfiguration("search").get("exclude");
  const globs = Object.entries(typeof setting === "object" && setting !== null ? setting : {})
    .filter(([, value]) => value === true)
    .map(([glob]) => glob);
  return `{${[...alwaysExcluded.map((name) => `**/${name}/**`), ...globs].join(",")}}`;
}

async function readText(uri: vscode.Uri, maxBytes: number): Promise<ReadFile> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > maxBytes) return { reason: "too large" };
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.includes(0)) return { reason: "binary" };
    return { text: new TextDecoder().decode(bytes) };
  } catch {
    return { reason: "unreadable" };
  }
}
