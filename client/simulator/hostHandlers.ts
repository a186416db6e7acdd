/** What the page asks of the host: to save a run's data, and to put a link to a run into the clipboard. */
import * as vscode from "vscode";
import { runLink } from "./link.ts";
import type { HostRequests, RequestHandlers } from "./protocol.ts";

/** `extension`: its id, `publisher.name`, which links name. */
export function hostHandlers(extension: string): RequestHandlers<HostRequests> {
  return {
    save: ({ name, csv, json }) => save(name, csv, json),
    copyLink: ({ input, events, scenario }) =>
      copy(runLink(vscode.env.uriScheme, extension, input, events), scenario),
  };
}

/** The chosen name's ending chooses the format. */
async function save(name: string, csv: string, json: string): Promise<boolean> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: "Export Simulation",
    filters: { CSV: ["csv"], JSON: ["json"] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, `${name}.csv`) }),
  });
  if (target === undefined) return false;
  const text = target.path.toLowerCase().endsWith(".json") ? json : csv;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  return true;
}

async function copy(link: string, scenario: string): Promise<"link" | "comment" | "none"> {
  const choice = await vscode.window.showQuickPick(
    [
      { label: "$(link) Link", detail: link, what: "link" as const, text: link },
      { label: "$(comment) Comment for code", detail: scenario, what: "comment" as const, text: scenario },
    ],
    {
      title: "Copy This Run",
      placeHolder: "A link opens the run at this event; a comment lives beside the code",
    },
  );
  if (choice === undefined) return "none";
  await vscode.env.clipboard.writeText(choice.text);
  vscode.window.setStatusBarMessage("Designwise: copied", 3000);
  return choice.what;
}
