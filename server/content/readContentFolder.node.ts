/** Reads the content files of a checkout from disk: for the build, the generator and the tests. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type CompiledContent, compileContent } from "./compileContent.ts";

/** Where content lives, and which files of it are content. */
const places = [
  { folder: "glossary", files: /\.md$/ },
  { folder: "snippets", files: /\.(md|ts|js|py|java|go)$/ },
  { folder: "server/rules", files: /\/rule\.md$/ },
] as const;

export interface ContentFolder extends CompiledContent {
  /** Absolute; what a watching build must watch. */
  readonly folders: readonly string[];
}

/** A folder that is missing or cannot be read is a problem, not an exception. */
export async function readContentFolder(root: string): Promise<ContentFolder> {
  const files = new Map<string, string>();
  const folders = new Set<string>();
  for (const place of places) {
    const absolute = path.join(root, place.folder);
    const entries = await readdir(absolute, { recursive: true, withFileTypes: true }).catch(() => []);
    folders.add(absolute);
    for (const entry of entries) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isDirectory()) folders.add(file);
      const relative = path.relative(root, file).split(path.sep).join("/");
      if (entry.isFile() && place.files.test(relative)) files.set(relative, await readFile(file, "utf8"));
    }
  }
  return { ...compileContent(files), folders: [...folders] };
}
