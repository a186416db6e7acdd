/**
 * Finds a team's glossary files in folders that are on no disk (a repository on the web, a container), for the server.
 * The editor's search is asked; where a file system has none, the folder's top level is looked through at least.
 */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type FileList, type FindGlossariesParams, requests } from "../server/protocol.ts";

/** As `server/teamGlossary/fileKinds.ts` knows them; the server looks at each name again. */
const glossaries = "{**/.designwise/glossary/**/*.md,**/*.glossary.yml,**/*.glossary.yaml,**/CONTEXT.md}";
const atTop = /\.glossary\.ya?ml$|^CONTEXT\.md$/i;
/** Other people's code, and what builds make. */
const excluded = "**/{node_modules,vendor,dist,build,out,target,__pycache__,.git}/**";

export function registerGlossaryFiles(client: BaseLanguageClient): vscode.Disposable {
  return client.onRequest(
    requests.findGlossaries,
    async ({ folder, max }: FindGlossariesParams, token): Promise<FileList> => {
      const root = vscode.Uri.parse(folder);
      const pattern = new vscode.RelativePattern(root, glossaries);
      const searched = await vscode.workspace.findFiles(pattern, excluded, max + 1, token);
      const found = searched.length > 0 ? searched : await topLevel(root);
      const uris = found.map((uri) => client.code2ProtocolConverter.asUri(uri)).sort();
      return { uris: uris.slice(0, max), truncated: uris.length > max };
    },
  );
}

async function topLevel(root: vscode.Uri): Promise<vscode.Uri[]> {
  const terms = vscode.Uri.joinPath(root, ".designwise", "glossary");
  const [above, inside] = await Promise.all([filesIn(root), filesIn(terms)]);
  return [
    ...above.filter((name) => atTop.test(name)).map((name) => vscode.Uri.joinPath(root, name)),
    ...inside.filter((name) => /\.md$/i.test(name)).map((name) => vscode.Uri.joinPath(terms, name)),
  ];
}

async function filesIn(folder: vscode.Uri): Promise<string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.filter(([, type]) => type === vscode.FileType.File).map(([name]) => name);
  } catch {
    return []; // There is none.
  }
}
