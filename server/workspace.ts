/**
 * The workspace as a team's glossary sees it: its folders, the glossary files in them, and their texts. `file:` folders
 * are walked on the disk where there is one, all others through the editor.
 */
import { CancellationToken, type Connection } from "vscode-languageserver";
import type { Client } from "./client.ts";
import { type FileList, type FindGlossariesParams, type ReadFile, requests } from "./protocol.ts";
import { foldersOf, type SourceFiles } from "./sourceFiles.ts";
import { folderUri, normalUri } from "./teamGlossary/uris.ts";

export interface Workspace {
  /** As they are now; with a slash at the end. */
  folders(): Promise<readonly string[]>;
  /** Glossary files of a folder (see `teamGlossary/fileKinds.ts`), at most `max` and a sign that there may be more. */
  glossaryFiles(folder: string, max: number): Promise<FileList>;
  read(uri: string, maxBytes: number): Promise<ReadFile>;
}

/** The disk of the machine that the server runs on. */
export interface LocalWorkspace {
  /** `folder` is a `file:` URI with a slash at its end. */
  glossaryFiles(folder: string, max: number): Promise<FileList>;
}

export function connectedWorkspace(
  connection: Connection,
  client: Client,
  files: SourceFiles,
  local: LocalWorkspace | undefined,
): Workspace {
  return {
    folders: async () => (await foldersOf(connection, client)).map(folderUri),
    glossaryFiles: async (folder, max) => {
      if (local !== undefined && folder.startsWith("file:")) return local.glossaryFiles(folder, max);
      if (!client.listsFiles) return { uris: [], truncated: false };
      const params: FindGlossariesParams = { folder, max };
      const list = await connection.sendRequest<FileList>(
        requests.findGlossaries,
        params,
        CancellationToken.None,
      );
      return { ...list, uris: list.uris.map(normalUri) };
    },
    read: (uri, maxBytes) => files.read(uri, maxBytes),
  };
}
