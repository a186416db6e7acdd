/**
 * One client's session: what it can do, its open documents and their models, and the answers to its requests, each made
 * by a feature from the document and the settings in force. It outlives any broken document, grammar or rule.
 */
import {
  type CodeAction,
  type CodeActionParams,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  CompletionTriggerKind,
  type Connection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  FileChangeType,
  type FileEvent,
  type Hover,
  type HoverParams,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { Checker } from "./checker.ts";
import { type Client, clientOf } from "./client.ts";
import { Concepts } from "./concepts.ts";
import type { Content, Pattern, RuleDoc, Term } from "./content/types.ts";
import { Documents } from "./documents.ts";
import type { Environment } from "./environment.ts";
import { type AvoidDeps, avoidActions, avoidDiagnostics } from "./features/avoid.ts";
import { codeActions, fixAllKind } from "./features/codeActions.ts";
import { completePatterns, resolvePattern } from "./features/completion.ts";
import { completeFrontMatter } from "./features/frontMatterCompletion.ts";
import { hover } from "./features/hover.ts";
import { planInsertion } from "./features/patternInsertion.ts";
import { isQuiet } from "./features/quiet.ts";
import { termScheme } from "./features/termDocument.ts";
import { buildTermIndex } from "./glossary/termIndex.ts";
import type { InsertionPlan, PatternInsertionParams, ServerStatus } from "./protocol.ts";
import { rules } from "./rules/index.gen.ts";
import { RuleSet } from "./rules/ruleSet.ts";
import type { Settings } from "./settings.ts";
import { type DocumentSettings, SettingsStore } from "./settingsStore.ts";
import { skippedFolders, sourceFiles } from "./sourceFiles.ts";
import { StatusBoard } from "./statusBoard.ts";
import { kindOf, watchers } from "./teamGlossary/fileKinds.ts";
import { TeamGlossary } from "./teamGlossary/teamGlossary.ts";
import { normalUri } from "./teamGlossary/uris.ts";
import { connectedWorkspace } from "./workspace.ts";

/** A glossary may be any of them, or lie in it. */
const anyFile = { filters: [{ pattern: { glob: "**/*" } }] };

export class Session {
  readonly content: Content;
  readonly concepts: Concepts;
  private readonly client: Client;
  private readonly documents = new Documents();
  private readonly settings: SettingsStore;
  private readonly board: StatusBoard;
  private readonly checker: Checker;
  private readonly glossary: TeamGlossary;
  private readonly patternOf: ReadonlyMap<string, Pattern>;

  constructor(
    private readonly connection: Connection,
    environment: Environment,
    params: InitializeParams,
  ) {
    const { content } = environment;
    this.content = content;
    this.client = clientOf(params);
    this.patternOf = new Map(content.patterns.map((pattern) => [pattern.id, pattern]));
    this.board = new StatusBoard(connection, () => ({
      terms: content.terms.length + this.glossary.count,
      patterns: content.patterns.length,
      rules: content.rules.length,
    }));
    const files = sourceFiles(connection, this.client, environment.localFiles);
    this.glossary = new TeamGlossary({
      workspace: connectedWorkspace(connection, this.client, files, environment.localWorkspace),
      content,
      shipped: { terms: content.terms, index: buildTermIndex(content.terms) },
      skippedFolders,
      report: (cause, messages) => this.board.report(cause, messages),
      publish: (uri, diagnostics) => void connection.sendDiagnostics({ uri, diagnostics }),
      changed: () => {
        this.board.countsChanged();
        this.checker.refresh();
      },
    });
    const ruleSet = new RuleSet(rules, content.rules);
    this.settings = new SettingsStore(connection, this.client.configuration, ruleSet.ids, this.board);
    this.checker = new Checker(
      connection,
      environment,
      this.client,
      ruleSet,
      this.documents,
      this.settings,
      this.board,
      (document, settings) => [
        ...this.glossary.diagnostics(document.uri, document.getText()),
        ...this.avoided(document, settings),
      ],
    );
    this.concepts = new Concepts(
      connection,
      this.client,
      this.documents,
      this.settings,
      files,
      this.glossary,
    );
    this.documents.listen(connection, {
      opened: (document) => {
        // Before anything is asked: nonsense in settings is said at once.
        void this.settings.of(document.uri);
        this.glossary.opened(document.uri);
        this.checker.opened(document);
      },
      changed: (document, edits) => this.checker.changed(document, edits),
      closed: (document) => {
        this.settings.forget(document.uri);
        this.checker.closed(document);
        this.glossary.closed(document.uri);
      },
    });
  }

  initializeResult(): InitializeResult {
    return {
      serverInfo: { name: "designwise" },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        completionProvider: { resolveProvider: true, triggerCharacters: ["-"] },
        definitionProvider: true,
        referencesProvider: { workDoneProgress: true },
        documentHighlightProvider: true,
        workspaceSymbolProvider: true,
        workspace: {
          textDocumentContent: { schemes: [termScheme] },
          fileOperations: { didDelete: anyFile, didRename: anyFile },
          ...(this.client.workspaceFolders
            ? { workspaceFolders: { supported: true, changeNotifications: true } }
            : {}),
        },
        codeActionProvider: { codeActionKinds: ["quickfix", fixAllKind] },
        // Pull where the client can, else push; never both.
        ...(this.client.pullsDiagnostics
          ? {
              diagnosticProvider: {
                identifier: "designwise",
                interFileDependencies: false,
                workspaceDiagnostics: false,
              },
            }
          : {}),
      },
    };
  }

  initialized(): void {
    const { terms, patterns, rules } = this.content;
    this.board.note(`Indexed ${terms.length} terms, ${patterns.length} patterns and ${rules.length} rules.`);
    if (this.client.registersConfiguration) {
      void this.connection.client.register(DidChangeConfigurationNotification.type, {
        section: "designwise",
      });
    }
    if (this.client.watchesFiles) {
      void this.connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [...watchers],
      });
    }
    if (this.client.workspaceFolders) {
      this.connection.workspace.onDidChangeWorkspaceFolders(() => void this.glossary.reload());
    }
    void this.glossary.reload();
  }

  /** What the editor itself took away: of folders that have just come, its watcher may say nothing. */
  filesDeleted(files: readonly { readonly uri: string }[]): void {
    void this.glossary.filesChanged(files.map(({ uri }) => ({ uri, deleted: true })));
  }

  filesRenamed(files: readonly { readonly oldUri: string; readonly newUri: string }[]): void {
    void this.glossary.filesChanged(
      files.flatMap(({ oldUri, newUri }) => [
        { uri: oldUri, deleted: true },
        { uri: newUri, deleted: false },
      ]),
    );
  }

  filesChanged(changes: readonly FileEvent[]): void {
    void this.glossary.filesChanged(
      changes.map(({ uri, type }) => ({ uri, deleted: type === FileChangeType.Deleted })),
    );
  }

  saved(uri: string): void {
    void this.glossary.saved(uri);
  }

  settingsChanged(pushed: unknown): void {
    this.settings.changed(pushed);
    for (const { uri } of this.documents.all()) void this.settings.of(uri);
    this.checker.refresh();
  }

  async hover({ textDocument, position }: HoverParams): Promise<Hover | null> {
    const found = await this.documentWith(textDocument.uri, "hover");
    if (!found) return null;
    const deps = {
      index: this.glossary.index(found.document.uri),
      commands: this.client.commands,
      markdown: this.client.markdownHover,
      term: (id: string) => this.shownTerm(id, found.settings.simulator),
      quiet: (term: Term) => isQuiet(term, found.settings),
      patternName: (id: string) => this.patternOf.get(id)?.name,
    };
    return hover(found.document, position, deps) ?? null;
  }

  async completion({
    textDocument,
    position,
    context,
  }: CompletionParams): Promise<CompletionList | CompletionItem[]> {
    const found = await this.documentWith(textDocument.uri, "completion");
    if (!found) return [];
    const front = this.frontMatterCompletion(found.document, position);
    if (front) return front;
    const terms = this.concepts.completion(found.document, position);
    if (terms) return terms;
    return completePatterns(found.document, position, {
      patterns: this.content.patterns,
      invoked: context === undefined || context.triggerKind === CompletionTriggerKind.Invoked,
      snippets: this.client.snippets,
    });
  }

  /** Undefined outside the front matter of a team's own term. */
  private frontMatterCompletion(
    document: TextDocument,
    position: CompletionParams["position"],
  ): CompletionItem[] | undefined {
    if (kindOf(normalUri(document.uri)) !== "term") return undefined;
    const terms = this.glossary.terms(document.uri);
    return completeFrontMatter(document, position, { content: this.content, terms });
  }

  resolveCompletion(item: CompletionItem): CompletionItem {
    return this.concepts.resolveCompletion(item) ?? resolvePattern(item, this.content.patterns);
  }

  async codeActions({ textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
    const found = await this.documentWith(textDocument.uri, "diagnostics");
    if (!found) return [];
    const { document, settings } = found;
    const model = await this.checker.model(document);
    const deps = await this.checker.deps(document.uri);
    const avoid = this.avoidDeps(document.uri, settings);
    return [
      ...(model ? codeActions(document, model, range, context, deps) : []),
      ...(avoid ? avoidActions(document, range, context.only, avoid) : []),
    ];
  }

  async pullDiagnostics({ textDocument }: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> {
    const document = this.documents.get(textDocument.uri);
    return { kind: "full", items: document ? await this.checker.diagnostics(document) : [] };
  }

  terms(): readonly Term[] {
    return this.glossary.terms();
  }

  term({ id }: { readonly id: string }): Term | null {
    return this.glossary.term(id) ?? null;
  }

  rule({ id }: { readonly id: string }): RuleDoc | null {
    return this.content.rules.find((rule) => rule.id === id) ?? null;
  }

  patternInsertion(params: PatternInsertionParams): InsertionPlan | null {
    const document = this.documents.get(params.uri);
    const pattern = this.patternOf.get(params.id);
    if (!document || !pattern) return null;
    return planInsertion(document, params.position, pattern, params.language, params.indent) ?? null;
  }

  status(): ServerStatus {
    return this.board.status();
  }

  private avoided(document: TextDocument, settings: Settings): Diagnostic[] {
    const deps = this.avoidDeps(document.uri, settings);
    return deps ? avoidDiagnostics(document, deps) : [];
  }

  /** Undefined where no words are to be avoided. */
  private avoidDeps(uri: string, settings: Settings): AvoidDeps | undefined {
    const avoid = settings.avoid ? this.glossary.avoid(uri) : undefined;
    if (!avoid) return undefined;
    const { pageUri } = this.client;
    return {
      avoid,
      index: this.glossary.index(uri),
      identifiers: settings.avoidIdentifiers,
      pageUri: (id) => pageUri && `${pageUri}/term/${id}`,
    };
  }

  /** Where the simulator is switched off, a term knows nothing of it. */
  private shownTerm(id: string, simulator: boolean): Term | undefined {
    const term = this.glossary.term(id);
    return term && !simulator ? { ...term, simulators: [] } : term;
  }

  /** The document with its settings, when it is open and this face is switched on for it. */
  private async documentWith(
    uri: string,
    face: "hover" | "completion" | "diagnostics",
  ): Promise<({ readonly document: TextDocument } & DocumentSettings) | undefined> {
    const document = this.documents.get(uri);
    if (!document) return undefined;
    const read = await this.settings.of(uri);
    return read.settings[face] ? { document, ...read } : undefined;
  }
}
