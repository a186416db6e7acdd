/** `designwise.openTerm` and `designwise.openRule`: the page of a term or rule; without an argument, a list to pick from. */
import * as vscode from "vscode";
import type { RuleDoc, Term } from "../../server/protocol.ts";
import { requests } from "../../server/protocol.ts";
import { PageView } from "../views/pageView.ts";
import { idOf, type Request } from "./namedTerm.ts";

export function registerOpenPage(context: vscode.ExtensionContext, request: Request): vscode.Disposable[] {
  const view = new PageView(context, request);
  const command = (name: string, kind: "term" | "rule", pick: () => Promise<string | undefined>) =>
    vscode.commands.registerCommand(name, async (argument: unknown) => {
      const id = idOf(argument) ?? (await pick());
      if (id) await view.open({ kind, id });
    });
  return [
    view,
    command("designwise.openTerm", "term", () => pickTerm(request)),
    command("designwise.openRule", "rule", () => pickRule(request)),
  ];
}

async function pickTerm(request: Request): Promise<string | undefined> {
  const terms = request<Term[]>(requests.terms).then((all) =>
    [...all]
      .sort((a, b) => a.name.localeCompare(b.name))
      .map((term) => ({
        label: term.name,
        description: term.aliases.join(", "),
        detail: term.topic,
        id: term.id,
      })),
  );
  const picked = await vscode.window.showQuickPick(terms, {
    title: "Designwise: Open Term",
    placeHolder: "A term, an alias or a topic",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.id;
}

async function pickRule(request: Request): Promise<string | undefined> {
  const rules = request<RuleDoc[]>(requests.rules).then((all) =>
    all.map((rule) => ({ label: rule.title, description: rule.id, id: rule.id })),
  );
  const picked = await vscode.window.showQuickPick(rules, {
    title: "Designwise: Explain Rule",
    matchOnDescription: true,
  });
  return picked?.id;
}
