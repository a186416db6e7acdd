/** Finds glossary files on the disk. Links are not followed, so no folder is walked twice and no walk is endless. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { FileList } from "./protocol.ts";
import { skippedFolders } from "./sourceFiles.ts";
import { isPassedBy, kindOf } from "./teamGlossary/fileKinds.ts";
import { childUri } from "./teamGlossary/uris.ts";
import type { LocalWorkspace } from "./workspace.ts";

/** Enough for large repositories, and a few seconds of reading at most. */
const maxFolders = 50_000;
/** Folders read at once. */
const batchSize = 16;

export const localWorkspace: LocalWorkspace = {
  glossaryFiles: async (folder, max) => {
    const uris: string[] = [];
    const open = [{ uri: folder, file: fileURLToPath(folder) }];
    let read = 0;
    while (open.length > 0 && uris.length <= max && read < maxFolders) {
      // The nearest folders first: what is left out in the end lies deepest.
      const batch = open.splice(0, batchSize);
      read += batch.length;
      const inside = await Promise.all(batch.map((each) => entriesOf(each)));
      for (const { folders, files } of inside) {
        open.push(...folders);
        uris.push(...files);
      }
    }
    return {
      uris: uris.slice(0, max).sort(),
      truncated: uris.length > max || open.length > 0,
    } satisfies FileList;
  },
};

interface Folder {
  readonly uri: string;
  readonly file: string;
}

async function entriesOf({ uri, file }: Folder): Promise<{ folders: Folder[]; files: string[] }> {
  // A folder that cannot be read, or was removed meanwhile, holds nothing for us.
  const entries = await readdir(file, { withFileTypes: true }).catch(() => []);
  const folders = entries
    .filter((entry) => entry.isDirectory() && !isPassedBy(entry.name, skippedFolders))
    .map(({ name }) => ({ uri: `${childUri(uri, name)}/`, file: path.join(file, name) }));
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => childUri(uri, name))
    .filter((each) => kindOf(each) !== undefined);
  return { folders, files };
}
