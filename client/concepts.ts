/** All that the editor does with concepts beyond the protocol: commands, the glossary, underlines, files for searches. */
import type * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { registerFindUses } from "./commands/findUses.ts";
import { registerGoToTerm } from "./commands/goToTerm.ts";
import { registerMarkKnown } from "./commands/markKnown.ts";
import type { Request } from "./commands/namedTerm.ts";
import { TermUnderlines } from "./underlines.ts";
import { GlossaryTree } from "./views/glossaryTree.ts";
import { workDone } from "./workDone.ts";
import { registerWorkspaceFiles } from "./workspaceFiles.ts";

export interface Concepts {
  readonly subscriptions: readonly vscode.Disposable[];
  /** When the server is ready, and whenever other terms may be in force. */
  refresh(): void;
}

export function registerConcepts(client: BaseLanguageClient, request: Request): Concepts {
  const tree = new GlossaryTree(request);
  const underlines = new TermUnderlines(request);
  const subscriptions = [
    tree,
    underlines,
    ...registerWorkspaceFiles(client),
    registerGoToTerm(request),
    registerFindUses(request, workDone(client)),
    ...registerMarkKnown(request),
  ];
  return {
    subscriptions,
    refresh: () => {
      tree.refresh();
      underlines.schedule();
    },
  };
}
