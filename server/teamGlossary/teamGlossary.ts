/**
 * The glossaries of the teams whose folders are open: read at the start, kept up to date by what the editor says of
 * files, and in force wherever terms are asked for. One thing is done after the other, so that a file that is changed
 * while it is being read is read again; whoever asks meanwhile gets the terms as they were.
 */
import type { Diagnostic } from "vscode-languageserver";
import type { Content, Term } from "../content/types.ts";
import type { AvoidIndex } from "../features/avoid.ts";
import type { TermIndex } from "../glossary/termIndex.ts";
import type { Workspace } from "../workspace.ts";
import { type Assembly, assemble } from "./assemble.ts";
import { glossaryDiagnostics } from "./diagnostics.ts";
import { isPassedBy, kindOf, maxTeamTerms } from "./fileKinds.ts";
import { FileStore } from "./fileStore.ts";
import { parseFile } from "./parseFile.ts";
import { TeamTerms, type TermSet } from "./teamTerms.ts";
import { normalUri, shownPath } from "./uris.ts";

export interface FileEvent {
  readonly uri: string;
  readonly deleted: boolean;
}

export interface TeamGlossaryDeps {
  readonly workspace: Workspace;
  readonly content: Content;
  readonly shipped: TermSet;
  /** Names of folders that are other people's code. */
  readonly skippedFolders: ReadonlySet<string>;
  /** Replaces what `cause` had to say to the user. */
  report(cause: string, messages: readonly string[]): void;
  /** Shows the problems of a file that is not open; none takes them away. */
  publish(uri: string, diagnostics: Diagnostic[]): void;
  /** Other terms are in force, or other problems are known. */
  changed(): void;
}

export class TeamGlossary {
  private readonly store: FileStore;
  private inForce: TeamTerms;
  private assembly: Assembly = { terms: [], problems: [], leftOut: 0 };
  private work: Promise<void> = Promise.resolve();
  private readonly open = new Set<string>();
  private readonly published = new Set<string>();
  private readonly reported = new Set<string>();

  constructor(private readonly deps: TeamGlossaryDeps) {
    this.store = new FileStore(deps.workspace);
    this.inForce = new TeamTerms(deps.shipped, [], []);
  }

  index(uri: string): TermIndex {
    return this.inForce.index(uri);
  }

  terms(uri?: string): readonly Term[] {
    return this.inForce.terms(uri);
  }

  term(id: string): Term | undefined {
    return this.inForce.term(id);
  }

  /** Words to avoid in a document; in glossaries, which speak of them, none. */
  avoid(uri: string): AvoidIndex | undefined {
    const normal = normalUri(uri);
    const isGlossary = kindOf(normal) !== undefined || this.store.files.has(normal);
    return isGlossary ? undefined : this.inForce.avoid(uri);
  }

  /** Terms that are not ours, of all folders. */
  get count(): number {
    return this.inForce.teamCount;
  }

  /** Reads everything anew: at the start, and when folders come or go. Settles when it is in force. */
  reload(): Promise<void> {
    return this.queued(() => this.store.reload());
  }

  /** What the editor says of files; most of it does not concern us. Settles when it is in force. */
  filesChanged(events: readonly FileEvent[]): Promise<void> {
    const concerned = events
      .map(({ uri, deleted }) => ({ uri: normalUri(uri).replace(/\/$/, ""), deleted }))
      .filter(({ uri, deleted }) => deleted || this.isWatched(uri));
    if (concerned.length === 0) return this.work;
    return this.queued(async () => {
      let gone = false;
      let anew = false;
      const again = new Set<string>();
      for (const { uri, deleted } of concerned) {
        if (!deleted) {
          if (kindOf(uri) === undefined && !this.store.files.has(uri)) anew = true;
          else again.add(uri);
          continue;
        }
        const removed = this.store.remove(uri);
        gone ||= removed !== undefined;
        // A folder that is gone may have been renamed, and editors do not say what was in it.
        anew ||= removed === "folder";
        again.delete(uri);
      }
      const changed = anew ? await this.store.reload() : await this.store.read([...again]);
      return changed || gone;
    });
  }

  saved(uri: string): Promise<void> {
    return this.filesChanged([{ uri, deleted: false }]);
  }

  opened(uri: string): void {
    const normal = normalUri(uri);
    this.open.add(normal);
    // From here on they are among the document's own.
    if (this.published.delete(normal)) this.deps.publish(normal, []);
  }

  closed(uri: string): void {
    const normal = normalUri(uri);
    if (this.open.delete(normal)) this.publish(normal);
  }

  /** Problems of an open glossary file, of the text as it stands there; nothing for other documents. */
  diagnostics(uri: string, text: string): Diagnostic[] {
    const normal = normalUri(uri);
    const kind = this.store.files.get(normal)?.kind ?? kindOf(normal);
    if (kind === undefined || !this.isWatched(normal)) return [];
    const { value, problems } = parseFile(kind, normal, text);
    // What other files have to do with it is known of the saved text only.
    const others = this.store.files.get(normal)?.text === text ? this.problemsBeside(normal) : [];
    return glossaryDiagnostics([...problems, ...others], text, value === undefined);
  }

  /** A glossary file, or a folder that may hold some, in a folder of the workspace where we look. */
  private isWatched(uri: string): boolean {
    if (this.store.files.has(uri)) return true;
    const root = this.store.folders.find((folder) => uri.startsWith(folder));
    if (root === undefined) return false;
    const names = uri.slice(root.length).split("/");
    if (kindOf(uri) === undefined && !names.includes(".designwise")) return false;
    return !names.slice(0, -1).some((name) => isPassedBy(name, this.deps.skippedFolders));
  }

  private queued(step: () => Promise<boolean>): Promise<void> {
    this.work = this.work.then(async () => {
      try {
        if (await step()) this.assemble();
        this.deps.report("glossary", []);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.deps.report("glossary", [`The glossaries of this workspace cannot be read: ${reason}`]);
      }
    });
    return this.work;
  }

  private assemble(): void {
    const { files, folders } = this.store;
    this.assembly = assemble(files, folders, this.deps.content);
    this.inForce = new TeamTerms(this.deps.shipped, this.assembly.terms, folders);
    for (const uri of new Set([...files.keys(), ...this.published])) this.publish(uri);
    this.reportBroken();
    const many = `The glossaries of this workspace hold more than ${maxTeamTerms.toLocaleString("en")} terms`;
    const { leftOut } = this.assembly;
    this.deps.report("glossary size", [
      ...this.store.leftOut,
      ...(leftOut > 0 ? [`${many}; ${leftOut.toLocaleString("en")} are left out.`] : []),
    ]);
    this.deps.changed();
  }

  private problemsBeside(uri: string): Assembly["problems"] {
    return this.assembly.problems.filter(({ file }) => file === uri);
  }

  private publish(uri: string): void {
    if (this.open.has(uri)) return;
    const file = this.store.files.get(uri);
    // Of a file that is imported and not there, the importing line tells.
    const isMissing = kindOf(uri) === undefined && file?.text === undefined;
    const problems = file === undefined || isMissing ? [] : [...file.problems, ...this.problemsBeside(uri)];
    if (problems.length === 0 && !this.published.delete(uri)) return;
    if (problems.length > 0) this.published.add(uri);
    this.deps.publish(uri, glossaryDiagnostics(problems, file?.text ?? "", file?.broken === true));
  }

  private reportBroken(): void {
    const { files, folders } = this.store;
    const broken = [...files].filter(
      ([uri, file]) => file.broken && (kindOf(uri) !== undefined || file.text !== undefined),
    );
    for (const cause of this.reported) if (files.get(cause)?.broken !== true) this.deps.report(cause, []);
    this.reported.clear();
    for (const [uri, { problems, good }] of broken) {
      const [problem] = problems;
      const place = `${shownPath(uri, folders)}${problem === undefined ? "" : `, line ${problem.line + 1}: ${problem.message}`}`;
      const kept = good === undefined ? "It is not in force." : "Its last good version stays in force.";
      this.reported.add(uri);
      this.deps.report(uri, [`${place} ${kept}`]);
    }
  }
}
