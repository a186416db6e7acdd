/** A workspace in memory: files by URI, which tests add, change and take away as an editor would see it. */
import type { ReadFile } from "../../server/protocol.ts";
import { skippedFolders } from "../../server/sourceFiles.ts";
import { isPassedBy, kindOf } from "../../server/teamGlossary/fileKinds.ts";
import { folderUri, normalUri } from "../../server/teamGlossary/uris.ts";
import type { Workspace } from "../../server/workspace.ts";

export class InMemoryWorkspace implements Workspace {
  readonly files = new Map<string, string>();
  /** URIs in the order in which they were read. */
  readonly reads: string[] = [];
  private roots: readonly string[];

  constructor(folders: readonly string[], files: Readonly<Record<string, string>> = {}) {
    this.roots = folders.map(folderUri);
    for (const [uri, text] of Object.entries(files)) this.write(uri, text);
  }

  write(uri: string, text: string): void {
    this.files.set(normalUri(uri), text);
  }

  /** A file, or a folder with all that is in it. */
  remove(uri: string): void {
    const normal = normalUri(uri);
    for (const file of [...this.files.keys()]) {
      if (file === normal || file.startsWith(`${normal}/`)) this.files.delete(file);
    }
  }

  setFolders(folders: readonly string[]): void {
    this.roots = folders.map(folderUri);
  }

  async folders(): Promise<readonly string[]> {
    return this.roots;
  }

  async glossaryFiles(folder: string, max: number): Promise<{ uris: string[]; truncated: boolean }> {
    const uris = [...this.files.keys()].filter((uri) => {
      const folders = uri.slice(folder.length).split("/").slice(0, -1);
      return (
        uri.startsWith(folder) &&
        kindOf(uri) !== undefined &&
        !folders.some((name) => isPassedBy(name, skippedFolders))
      );
    });
    return { uris: uris.slice(0, max), truncated: uris.length > max };
  }

  async read(uri: string, maxBytes: number): Promise<ReadFile> {
    this.reads.push(uri);
    const text = this.files.get(normalUri(uri));
    if (text === undefined) return { reason: "unreadable" };
    return text.length > maxBytes ? { reason: "too large" } : { text };
  }
}
