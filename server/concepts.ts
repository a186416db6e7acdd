/**
 * The session's answers about concepts: where a term is under the cursor, where its page is, where it is used, how its
 * name goes on. It knows no glossary: which terms are in force for a document, it is told.
 */
import type {
  CancellationToken,
  CompletionItem,
  CompletionList,
  Connection,
  DocumentHighlight,
  Location,
  LocationLink,
  ProgressToken,
  TextDocumentPositionParams,
  WorkDoneProgressReporter,
  WorkspaceSymbol,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Client } from "./client.ts";
import { type FoundUses, findUses, useLimits } from "./conceptUses.ts";
import { topics as shippedTopics } from "./content/term.ts";
import type { Term } from "./content/types.ts";
import type { Documents } from "./documents.ts";
import { conceptAt } from "./features/conceptAt.ts";
import { definition } from "./features/definition.ts";
import { highlight } from "./features/highlight.ts";
import { matchAt } from "./features/hover.ts";
import { isQuiet } from "./features/quiet.ts";
import { completeTerms, type NameList, nameList, resolveTerm } from "./features/termCompletion.ts";
import { termDocument, termIdOf } from "./features/termDocument.ts";
import { underlines } from "./features/underlines.ts";
import { workspaceSymbols } from "./features/workspaceSymbols.ts";
import type { TermIndex } from "./glossary/termIndex.ts";
import type { TermHere, Underlines, UnderlinesParams } from "./protocol.ts";
import type { SettingsStore } from "./settingsStore.ts";
import type { SourceFiles } from "./sourceFiles.ts";

/** Which terms are in force. A document's URI says which folder's own terms count. */
export interface TermsInForce {
  index(uri: string): TermIndex;
  term(id: string, uri?: string): Term | undefined;
  /** The same list as long as nothing changes: what is made from it is kept by it. */
  terms(uri?: string): readonly Term[];
}

export class Concepts {
  private readonly names = new WeakMap<readonly Term[], NameList>();

  constructor(
    private readonly connection: Connection,
    private readonly client: Client,
    private readonly documents: Documents,
    private readonly settings: SettingsStore,
    private readonly files: SourceFiles,
    private readonly inForce: TermsInForce,
  ) {}

  async definition(params: TextDocumentPositionParams): Promise<LocationLink[] | Location | null> {
    const document = await this.navigable(params);
    if (document === undefined) return null;
    const deps = { index: this.inForce.index(document.uri), links: this.client.definitionLinks };
    return definition(document, params.position, deps) ?? null;
  }

  async highlight(params: TextDocumentPositionParams): Promise<DocumentHighlight[] | null> {
    const document = await this.navigable(params);
    if (document === undefined) return null;
    return highlight(document, params.position, this.inForce.index(document.uri)) ?? null;
  }

  async references(
    params: TextDocumentPositionParams,
    token: CancellationToken,
    progress: WorkDoneProgressReporter,
  ): Promise<Location[] | null> {
    const document = await this.navigable(params);
    const concept = document && conceptAt(document, params.position, this.inForce.index(document.uri));
    if (document === undefined || concept === undefined) return null;
    // VS Code asks without a token for progress of its own.
    const shown = this.client.progress ? await this.connection.window.createWorkDoneProgress() : progress;
    const { uses, leftOut } = await this.search(concept.termId, token, shown);
    if (leftOut.length > 0) {
      const name = this.inForce.term(concept.termId, document.uri)?.name ?? concept.termId;
      this.connection.console.warn(`Uses of ${name} do not include: ${leftOut.join(" ")}`);
    }
    return [...uses];
  }

  uses(
    { id, workDoneToken }: { readonly id: string; readonly workDoneToken?: ProgressToken },
    token: CancellationToken,
  ): Promise<FoundUses> {
    return this.search(id, token, this.connection.window.attachWorkDoneProgress(workDoneToken));
  }

  topics(): string[] {
    const used = new Set(this.inForce.terms().map(({ topic }) => topic));
    const own = [...used].filter((topic) => !shippedTopics.some((shipped) => shipped === topic)).sort();
    return [...own, ...shippedTopics.filter((topic) => used.has(topic))];
  }

  symbols(query: string): WorkspaceSymbol[] {
    return workspaceSymbols(query, this.inForce.terms());
  }

  /** Undefined where terms are not offered; then other kinds of items may be. */
  completion(
    document: TextDocument,
    position: TextDocumentPositionParams["position"],
  ): CompletionList | undefined {
    const terms = this.inForce.terms(document.uri);
    let names = this.names.get(terms);
    if (names === undefined) {
      names = nameList(terms);
      this.names.set(terms, names);
    }
    return completeTerms(document, position, names);
  }

  /** Undefined when the item is no term. */
  resolveCompletion(item: CompletionItem): CompletionItem | undefined {
    const data: unknown = item.data;
    if (typeof data !== "object" || data === null || !("term" in data)) return undefined;
    return resolveTerm(item, typeof data.term === "string" ? this.inForce.term(data.term) : undefined);
  }

  termAt({ textDocument, position }: TextDocumentPositionParams): TermHere | null {
    const document = this.documents.get(textDocument.uri);
    if (document === undefined) return null;
    const match = matchAt(document, document.offsetAt(position), this.inForce.index(document.uri));
    const term = match && this.inForce.term(match.termId, document.uri);
    return term === undefined ? null : { id: term.id, name: term.name };
  }

  async underlines({ textDocument, ranges }: UnderlinesParams): Promise<Underlines> {
    const document = this.documents.get(textDocument.uri);
    if (document === undefined) return { version: -1, ranges: [] };
    const { uri, version } = document;
    const { settings } = await this.settings.of(uri);
    const quiet = (id: string): boolean => {
      const term = this.inForce.term(id, uri);
      return term === undefined || isQuiet(term, settings);
    };
    return { version, ranges: underlines(document, ranges, { index: this.inForce.index(uri), quiet }) };
  }

  /** Text of a page that `termUri` names; null when it names none. */
  document(uri: string): { text: string } | null {
    const id = termIdOf(uri);
    const term = id === undefined ? undefined : this.inForce.term(id);
    if (term !== undefined) return { text: termDocument(term, (each) => this.inForce.term(each)?.name) };
    return id === undefined
      ? null
      : { text: `There is no term \`${id}\`. It may have been removed or renamed.\n` };
  }

  private async search(
    id: string,
    token: CancellationToken,
    progress: WorkDoneProgressReporter,
  ): Promise<FoundUses> {
    progress.begin(`Uses of ${this.inForce.term(id)?.name ?? id}`, 0, undefined, true);
    try {
      const search = {
        files: this.files,
        open: this.documents.all(),
        index: (uri: string) => this.inForce.index(uri),
        nowMs: () => Date.now(),
        progress: (done: number, total: number) =>
          progress.report(Math.floor((100 * done) / total), `${done} of ${total} files`),
        limits: useLimits,
      };
      return await findUses(id, search, token);
    } finally {
      progress.done();
    }
  }

  /** The open document, where F12 and its kin are switched on. */
  private async navigable({ textDocument }: TextDocumentPositionParams): Promise<TextDocument | undefined> {
    const document = this.documents.get(textDocument.uri);
    if (document === undefined) return undefined;
    const { settings } = await this.settings.of(document.uri);
    return settings.navigation ? document : undefined;
  }
}
