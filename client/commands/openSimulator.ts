/** `designwise.openSimulator`: a simulation with the numbers of the request; without one, a list to pick from. */
import * as vscode from "vscode";
import { engines } from "../engines/index.gen.ts";
import { SimulatorPanel } from "../simulator/panel.ts";
import type { OpenRequest } from "../simulator/protocol.ts";
import { parseRequest } from "../simulator/request.ts";

export function registerOpenSimulator(context: vscode.ExtensionContext): vscode.Disposable[] {
  const panel = new SimulatorPanel(context);
  return [
    panel,
    vscode.commands.registerCommand("designwise.openSimulator", async (argument: unknown) => {
      const request = argument === undefined ? await pickEngine() : checked(argument);
      if (request !== undefined) panel.open(request);
    }),
  ];
}

/** The argument comes from links in hovers and from outside the editor. */
function checked(argument: unknown): OpenRequest | undefined {
  const { request, problem } = parseRequest(argument, engines);
  if (request === undefined) void vscode.window.showErrorMessage(`Designwise: ${problem}`);
  return request;
}

async function pickEngine(): Promise<OpenRequest | undefined> {
  const items = engines.map(({ id, title, summary }) => ({ label: title, detail: summary, engine: id }));
  const picked = await vscode.window.showQuickPick(items, {
    title: "Designwise: Open Simulator",
    placeHolder: "A mechanism to run",
    matchOnDetail: true,
  });
  return picked === undefined ? undefined : { engine: picked.engine };
}
