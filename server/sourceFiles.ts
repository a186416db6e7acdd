/**
 * The files of the workspace, for searches. The editor lists them where it can, since it knows what the user excludes;
 * else the server walks the folders itself. `file:` is read from the disk where there is one, all else through the client.
 */
import type { CancellationToken, Connection } from "vscode-languageserver";
import type { Client } from "./client.ts";
import { isForeignText } from "./glossary/foreignText.ts";
import { type FileList, type ReadFile, requests } from "./protocol.ts";

/** The disk of the machine that the server runs on; a web worker has none. */
export interface LocalFiles {
  /** Files below a `file:` folder, as URIs in a stable order, at most `max` and a sign that there are more. */
  list(folder: string, max: number, token: CancellationToken): Promise<FileList>;
  /** Text of a `file:` URI. */
  read(uri: string, maxBytes: number): Promise<ReadFile>;
}

export interface SourceFiles {
  list(max: number, token: CancellationToken): Promise<FileList>;
  read(uri: string, maxBytes: number): Promise<ReadFile>;
}

export function sourceFiles(
  connection: Connection,
  client: Client,
  local: LocalFiles | undefined,
): SourceFiles {
  return {
    list: async (max, token) => {
      if (client.listsFiles) {
        const list = await connection.sendRequest<FileList>(requests.listFiles, { max }, token);
        return { ...list, uris: list.uris.filter((uri) => !isUnread(uri)) };
      }
      const uris: string[] = [];
      let truncated = false;
      for (const folder of await foldersOf(connection, client)) {
        if (local === undefined || !folder.startsWith("file:")) continue;
        const list = await local.list(folder, max - uris.length, token);
        uris.push(...list.uris);
        truncated ||= list.truncated;
      }
      return { uris: [...new Set(uris)], truncated };
    },
    read: async (uri, maxBytes) => {
      if (local !== undefined && uri.startsWith("file:")) return local.read(uri, maxBytes);
      if (!client.listsFiles) return { reason: "unreadable" };
      try {
        return await connection.sendRequest<ReadFile>(requests.readFile, { uri, maxBytes });
      } catch {
        return { reason: "unreadable" };
      }
    },
  };
}

/** As they are now, not as they were at the start, where the client can say so. */
export async function foldersOf(connection: Connection, client: Client): Promise<readonly string[]> {
  if (!client.workspaceFolders) return client.folders;
  const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
  return folders.map(({ uri }) => uri.replace(/\/*$/, "/"));
}

/** Names of folders that hold other people's code or what a build made. Hidden folders, tools' own, are passed by too. */
export const skippedFolders: ReadonlySet<string> = new Set([
  "node_modules",
  "vendor",
  "dist",
  "build",
  "out",
  "target",
  "__pycache__",
]);

/** Files that nobody reads: not worth opening to find no word in them, or words that nobody wrote. */
export const isUnread = (path: string): boolean =>
  /\.(?:png|jpe?g|gif|ico|webp|avif|svg|pdf|woff2?|ttf|otf|eot|mp[34]|mov|webm|zip|gz|tgz|bz2|xz|7z|jar|war|class|o|a|so|dll|dylib|exe|wasm|pyc|pdb|db|sqlite|parquet|bin|map|min\.js|min\.css)$/i.test(
    path,
  ) || isForeignText(path);
