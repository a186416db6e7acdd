/** The disk, as `SourceFiles` wants it. Links are not followed: what they lead to is listed where it is, or elsewhere. */
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { CancellationToken } from "vscode-languageserver";
import { decodeText } from "./check/decodeText.ts";
import type { FileList } from "./protocol.ts";
import { isUnread, type LocalFiles, skippedFolders } from "./sourceFiles.ts";

export const localFiles: LocalFiles = {
  list: async (folder, max, token) => {
    const uris: string[] = [];
    const truncated = await walk(fileURLToPath(folder), uris, max, token);
    return { uris, truncated } satisfies FileList;
  },
  read: async (uri, maxBytes) => {
    try {
      const file = fileURLToPath(uri);
      if ((await stat(file)).size > maxBytes) return { reason: "too large" };
      const text = decodeText(await readFile(file));
      return text === undefined ? { reason: "binary" } : { text };
    } catch {
      return { reason: "unreadable" };
    }
  },
};

/** Whether it stopped because there are more than `max`. */
async function walk(folder: string, uris: string[], max: number, token: CancellationToken): Promise<boolean> {
  if (token.isCancellationRequested) return false;
  // A folder that cannot be read, or was removed meanwhile, holds nothing for us.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (skippedFolders.has(entry.name) || entry.name.startsWith(".")) continue;
      if (await walk(full, uris, max, token)) return true;
    } else if (entry.isFile() && !isUnread(full)) {
      if (uris.length >= max) return true;
      uris.push(pathToFileURL(full).href);
    }
  }
  return false;
}
