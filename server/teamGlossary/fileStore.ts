/**
 * The glossary files of a workspace as they were last read. A file that breaks keeps its last good version; one that is
 * unchanged is not parsed again.
 */
import type { Problem } from "../content/types.ts";
import type { ReadFile } from "../protocol.ts";
import type { Workspace } from "../workspace.ts";
import { type GlossaryKind, kindOf, maxBytes, maxFilesPerFolder, maxImports } from "./fileKinds.ts";
import { resolveImport } from "./imports.ts";
import type { ParsedFile } from "./parsedFile.ts";
import { parseFile } from "./parseFile.ts";
import { shownPath } from "./uris.ts";

export interface KeptFile {
  readonly kind: GlossaryKind;
  /** Undefined when it could not be read. */
  readonly text: string | undefined;
  /** What is in force: the last version that could be used. */
  readonly good: ParsedFile | undefined;
  readonly problems: readonly Problem[];
  /** The present version cannot be used. */
  readonly broken: boolean;
}

/** Files read at once. */
const batchSize = 16;

export class FileStore {
  private kept = new Map<string, KeptFile>();
  private roots: readonly string[] = [];
  private truncated: readonly string[] = [];

  constructor(private readonly workspace: Workspace) {}

  get files(): ReadonlyMap<string, KeptFile> {
    return this.kept;
  }

  get folders(): readonly string[] {
    return this.roots;
  }

  /** What was not read at all, as sentences. */
  get leftOut(): readonly string[] {
    return this.truncated.map(
      (folder) =>
        `${shownPath(folder, this.roots)} holds too many files or folders to read them all: ` +
        `glossary files beyond the first ${maxFilesPerFolder.toLocaleString("en")}, or deep down, are left out.`,
    );
  }

  /** Looks for all files anew. True when anything changed. */
  async reload(): Promise<boolean> {
    const before = this.roots.join(" ");
    this.roots = await this.workspace.folders();
    const found = new Set<string>();
    const truncated: string[] = [];
    for (const folder of this.roots) {
      const list = await this.workspace.glossaryFiles(folder, maxFilesPerFolder);
      if (list.truncated) truncated.push(folder);
      for (const uri of list.uris) found.add(uri);
    }
    this.truncated = truncated;
    const gone = [...this.kept.keys()].filter((uri) => !found.has(uri) && kindOf(uri) !== undefined);
    for (const uri of gone) this.kept.delete(uri);
    // Imports too: they have no events of their own where a whole folder came or went.
    const imported = [...this.kept.keys()].filter((uri) => !found.has(uri));
    const changed = await this.read([...found, ...imported]);
    return changed || gone.length > 0 || before !== this.roots.join(" ");
  }

  /** Reads these files again, as they are now, and what they import. True when anything changed. */
  async read(uris: readonly string[]): Promise<boolean> {
    const changed = await this.readFiles(uris);
    return (await this.readImports()) || changed;
  }

  /** Forgets a file, or all files of a folder. What others still import is read again with the next `read`. */
  remove(uri: string): "file" | "folder" | undefined {
    if (this.kept.delete(uri)) return "file";
    const inside = [...this.kept.keys()].filter((each) => each.startsWith(`${uri}/`));
    for (const each of inside) this.kept.delete(each);
    return inside.length > 0 ? "folder" : undefined;
  }

  /** Reads what is imported and not known yet, to any depth, and forgets what nobody imports any more. */
  private async readImports(): Promise<boolean> {
    let changed = false;
    for (;;) {
      const imported = this.imported();
      const unread = [...imported].filter((uri) => !this.kept.has(uri));
      if (unread.length === 0) {
        const unused = [...this.kept.keys()].filter((uri) => kindOf(uri) === undefined && !imported.has(uri));
        for (const uri of unused) this.kept.delete(uri);
        return changed || unused.length > 0;
      }
      changed = (await this.readFiles(unread)) || changed;
    }
  }

  /** Everything that glossaries lead to, as far as it is known. */
  private imported(): Set<string> {
    const found = new Set<string>();
    const open = [...this.kept.keys()].filter((uri) => kindOf(uri) !== undefined);
    for (let uri = open.pop(); uri !== undefined; uri = open.pop()) {
      for (const { target } of this.kept.get(uri)?.good?.imports ?? []) {
        const { uri: next } = resolveImport(uri, target, this.roots);
        if (next === undefined || found.has(next) || found.size >= maxImports) continue;
        found.add(next);
        open.push(next);
      }
    }
    return found;
  }

  private async readFiles(uris: readonly string[]): Promise<boolean> {
    let changed = false;
    for (let at = 0; at < uris.length; at += batchSize) {
      // What has no name of ours was imported by a glossary of Contextive.
      const batch = uris
        .slice(at, at + batchSize)
        .map((uri) => ({ uri, kind: kindOf(uri) ?? ("contextive" as const) }));
      const texts = await Promise.all(batch.map(({ uri, kind }) => this.workspace.read(uri, maxBytes[kind])));
      batch.forEach(({ uri, kind }, index) => {
        if (this.keep(uri, kind, texts[index] as ReadFile)) changed = true;
      });
    }
    return changed;
  }

  private keep(uri: string, kind: GlossaryKind, read: ReadFile): boolean {
    const before = this.kept.get(uri);
    if (before !== undefined && before.text === read.text && (read.text !== undefined || before.broken))
      return false;
    if (read.text === undefined) {
      const problems = [{ file: uri, line: 0, character: 0, message: unreadMessage(read.reason, kind) }];
      this.kept.set(uri, { kind, text: undefined, good: before?.good, problems, broken: true });
      return true;
    }
    const { value, problems } = parseFile(kind, uri, read.text);
    const good = value ?? before?.good;
    this.kept.set(uri, { kind, text: read.text, good, problems, broken: value === undefined });
    return true;
  }
}

function unreadMessage(reason: "too large" | "binary" | "unreadable", kind: GlossaryKind): string {
  if (reason === "too large")
    return `The file is larger than ${maxBytes[kind].toLocaleString("en")} bytes and is not read.`;
  return reason === "binary" ? "The file is no UTF-8 text." : "The file cannot be read.";
}
