/** What the client said of itself at `initialize`, in the words that the session needs. */
import type { InitializeParams } from "vscode-languageserver";
import { isRecord } from "./settings.ts";

export interface Client {
  /** Commands that it handles in `command:` links; empty for an editor that knows nothing of ours. */
  readonly commands: readonly string[];
  /** Base of links to our pages, in the editor's own scheme. */
  readonly pageUri: string | undefined;
  readonly options: Readonly<Record<string, unknown>>;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly markdownHover: boolean;
  readonly snippets: boolean;
  /** Answers `workspace/configuration`. */
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  /** Takes links for definitions, which say how many words lead away. */
  readonly definitionLinks: boolean;
  /** Shows the progress of what takes long. */
  readonly progress: boolean;
  /** Answers `designwise/listFiles` and `designwise/readFile`. */
  readonly listsFiles: boolean;
  /** Tells of changed files, when asked by registration. */
  readonly watchesFiles: boolean;
  /** Answers `workspace/workspaceFolders`. */
  readonly workspaceFolders: boolean;
  /** Roots of the workspace, as URIs with a slash at the end. */
  readonly folders: readonly string[];
}

export function clientOf(params: InitializeParams): Client {
  const { textDocument, workspace } = params.capabilities;
  const root = params.rootUri ?? undefined; // What older clients send instead of folders.
  const options = isRecord(params.initializationOptions) ? params.initializationOptions : {};
  const commands = Array.isArray(options.commands) ? options.commands : [];
  return {
    commands: commands.filter((command): command is string => typeof command === "string"),
    pageUri: typeof options.pageUri === "string" ? options.pageUri : undefined,
    options,
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    // A client that names no format takes plain text.
    markdownHover: textDocument?.hover?.contentFormat?.includes("markdown") === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    progress: params.capabilities.window?.workDoneProgress === true,
    listsFiles: options.files === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    folders: (params.workspaceFolders ?? (root === undefined ? [] : [{ uri: root }])).map(({ uri }) =>
      uri.replace(/\/*$/, "/"),
    ),
  };
}
