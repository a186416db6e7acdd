/**
 * Diagnostics of open documents: keeps their models, decides which documents are checked at all, and answers pulls or
 * pushes, as the client wants. What is not checked is noted in the output channel, once a document.
 */
import picomatch from "picomatch";
import type { Connection, Diagnostic } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Client } from "./client.ts";
import type { Documents, TextEdit } from "./documents.ts";
import type { Environment } from "./environment.ts";
import type { CodeActionDeps } from "./features/codeActions.ts";
import { diagnose } from "./features/diagnostics.ts";
import { tooLarge } from "./limits.ts";
import type { CodeModel } from "./model/codeModel.ts";
import { ModelStore } from "./model/modelStore.ts";
import { createParsers, type Parsers } from "./model/parsers.ts";
import type { RuleSet } from "./rules/ruleSet.ts";
import type { Settings } from "./settings.ts";
import type { SettingsStore } from "./settingsStore.ts";
import type { StatusBoard } from "./statusBoard.ts";

/** Edits come in bursts; a client that is pushed to is pushed to after a pause. */
const pushDelayMs = 150;

/** Other people's versions, and texts that are nobody's code. */
const uncheckedSchemes = /^(git|gitfs|output|debug|vscode-scm|comment|designwise|designwise-pattern):/;

interface Models {
  readonly parsers: Parsers;
  readonly store: ModelStore;
}

export class Checker {
  private readonly models: Promise<Models>;
  private readonly opening = new Map<string, Promise<boolean>>();
  private readonly pushes = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly noted = new Set<string>();

  constructor(
    private readonly connection: Connection,
    environment: Environment,
    private readonly client: Client,
    private readonly ruleSet: RuleSet,
    private readonly documents: Documents,
    private readonly settings: SettingsStore,
    private readonly board: StatusBoard,
    /** What else there is to say of a document, beside what the rules find. */
    private readonly beside: (document: TextDocument, settings: Settings) => readonly Diagnostic[],
  ) {
    this.board.report("rules", ruleSet.problems);
    const load = (file: string): Promise<Uint8Array> => environment.loadGrammar(file, client.options);
    this.models = createParsers(load).then((parsers) => ({ parsers, store: new ModelStore(parsers) }));
  }

  opened(document: TextDocument): void {
    this.opening.set(document.uri, this.open(document));
    this.schedulePush(document);
  }

  changed(document: TextDocument, edits: readonly TextEdit[]): void {
    const before = this.opening.get(document.uri);
    const text = document.getText();
    // In order behind the opening, which may still be loading a grammar, and behind earlier edits.
    const after = this.models.then(async ({ store }) => {
      const known = (await before) === true;
      if (known) store.change(document.uri, edits, text);
      return known;
    });
    this.opening.set(document.uri, after);
    this.schedulePush(document);
  }

  closed(document: TextDocument): void {
    clearTimeout(this.pushes.get(document.uri));
    this.pushes.delete(document.uri);
    this.opening.delete(document.uri);
    this.noted.delete(document.uri);
    void this.models.then(({ store }) => store.close(document.uri));
    if (!this.client.pullsDiagnostics)
      void this.connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  }

  /** After a change of settings. */
  refresh(): void {
    if (!this.client.pullsDiagnostics)
      for (const document of this.documents.all()) this.schedulePush(document);
    else if (this.client.refreshesDiagnostics) this.connection.languages.diagnostics.refresh();
  }

  async diagnostics(document: TextDocument): Promise<Diagnostic[]> {
    const { settings } = await this.settings.of(document.uri);
    if (!settings.diagnostics || this.excluded(document.uri, settings.exclude)) return [];
    const beside = uncheckedSchemes.test(document.uri) ? [] : this.beside(document, settings);
    const model = await this.model(document);
    return model ? [...diagnose(document, model, await this.deps(document.uri)), ...beside] : [...beside];
  }

  /** The model of the document's present text; undefined when it has none. */
  async model(document: TextDocument): Promise<CodeModel | undefined> {
    const { parsers, store } = await this.models;
    const known = await this.opening.get(document.uri);
    this.board.report("grammars", parsers.problems);
    if (!known) return undefined;
    const reason = tooLarge(document.getText());
    if (reason !== undefined) {
      this.noteOnce(document.uri, `${document.uri} is not checked: it is ${reason}. Hovers still work.`);
      return undefined;
    }
    return store.model(document.uri);
  }

  async deps(uri: string): Promise<CodeActionDeps> {
    const read = await this.settings.of(uri);
    const { pageUri, commands } = this.client;
    return {
      rules: this.ruleSet,
      settings: read.rules,
      report: (problem) => this.board.report(problem, [problem]),
      pageUri: (id) => pageUri && `${pageUri}/rule/${id}`,
      commands: read.settings.simulator
        ? commands
        : commands.filter((command) => command !== "designwise.openSimulator"),
    };
  }

  private async open(document: TextDocument): Promise<boolean> {
    const { store } = await this.models;
    if (uncheckedSchemes.test(document.uri)) return false;
    return store.open(document.uri, document.languageId, document.getText(), this.projectPath(document.uri));
  }

  private excluded(uri: string, globs: readonly string[]): boolean {
    return globs.length > 0 && picomatch([...globs], { dot: true })(this.projectPath(uri));
  }

  /** Relative to the workspace folder; of a file outside of them all, its name. */
  private projectPath(uri: string): string {
    const folder = this.client.folders.find((root) => uri.startsWith(root));
    return decodeURIComponent(folder ? uri.slice(folder.length) : uri.slice(uri.lastIndexOf("/") + 1));
  }

  private schedulePush(document: TextDocument): void {
    if (this.client.pullsDiagnostics) return;
    clearTimeout(this.pushes.get(document.uri));
    const push = async (): Promise<void> => {
      this.pushes.delete(document.uri);
      const { uri, version } = document;
      const diagnostics = await this.diagnostics(document);
      if (this.documents.get(uri)?.version === version) {
        await this.connection.sendDiagnostics({ uri, version, diagnostics });
      }
    };
    this.pushes.set(
      document.uri,
      setTimeout(() => void push(), pushDelayMs),
    );
  }

  private noteOnce(uri: string, message: string): void {
    if (this.noted.has(uri)) return;
    this.noted.add(uri);
    this.board.note(message);
  }
}
