/**
 * How the editor talks to the server: which documents, which commands a link may run, and settings per language.
 */
import * as vscode from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import type { ClientFeatures } from "../server/protocol.ts";

/** The only commands that a `command:` link in a hover may run; each validates its argument. */
export const linkedCommands = [
  "designwise.openTerm",
  "designwise.openRule",
  "designwise.openSimulator",
  "designwise.insertPattern",
  "designwise.findUses",
  "designwise.markKnown",
] as const;

/** Documents that are no one's code: logs, and our own previews. */
const ignoredSchemes = new Set(["output", "debug", "vscode-scm", "comment", "designwise-pattern"]);

export function clientOptions(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  extra: Record<string, unknown> = {},
): LanguageClientOptions {
  const features: ClientFeatures = {
    commands: linkedCommands,
    files: true,
    pageUri: `${vscode.env.uriScheme}://${context.extension.id}`,
  };
  return {
    // Hovers serve every document, whatever its language and wherever it lives.
    documentSelector: [{ language: "*" }],
    outputChannel: output,
    initializationOptions: { ...features, ...extra },
    markdown: { isTrusted: { enabledCommands: linkedCommands }, supportHtml: false },
    synchronize: { configurationSection: "designwise" },
    middleware: {
      didOpen: (document, next) =>
        ignoredSchemes.has(document.uri.scheme) ? Promise.resolve() : next(document),
      didChange: (event, next) =>
        ignoredSchemes.has(event.document.uri.scheme) ? Promise.resolve() : next(event),
      didClose: (document, next) =>
        ignoredSchemes.has(document.uri.scheme) ? Promise.resolve() : next(document),
      workspace: {
        // The protocol asks by document; VS Code also wants the language to honour `"[python]": { … }`.
        configuration: ({ items }) => items.map(({ section, scopeUri }) => settingsOf(section, scopeUri)),
      },
    },
  };
}

function settingsOf(section: string | undefined, scopeUri: string | undefined): unknown {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === scopeUri);
  const scope = document ?? (scopeUri ? vscode.Uri.parse(scopeUri) : undefined);
  // Plain data: the configuration object itself cannot cross to the server.
  return JSON.parse(JSON.stringify(vscode.workspace.getConfiguration(section, scope))) as unknown;
}
