/**
 * Links from outside the editor: `<scheme>://designwise.designwise/term/<id>`, `/rule/<id>`, `/pattern/<id>` and
 * `/simulate?<request>`. A link may come from anywhere, so each command it reaches validates what it is given.
 */
import * as vscode from "vscode";

export function registerLinks(): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: async (uri) => {
      const target = commandOf(uri.path, uri.query);
      if (target) await vscode.commands.executeCommand(target.command, target.argument);
      else await vscode.window.showWarningMessage(`Designwise does not know the link ${uri.path}.`);
    },
  });
}

interface Target {
  readonly command: string;
  readonly argument: unknown;
}

/** Exported for tests: the command that a link stands for, or undefined. */
export function commandOf(path: string, query: string): Target | undefined {
  const page = /^\/(term|rule|pattern)\/([a-z0-9-]{1,80})$/.exec(path);
  if (page) {
    const command =
      page[1] === "rule"
        ? "designwise.openRule"
        : page[1] === "term"
          ? "designwise.openTerm"
          : "designwise.insertPattern";
    return { command, argument: { id: page[2] } };
  }
  if (path !== "/simulate") return undefined;
  try {
    return {
      command: "designwise.openSimulator",
      argument: JSON.parse(new URLSearchParams(query).get("run") ?? ""),
    };
  } catch {
    return undefined;
  }
}
