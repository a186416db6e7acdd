/**
 * The extension, wherever it runs: registers the commands and views, starts the language server, and shows its state.
 * It holds no knowledge of terms, patterns or rules; those come from the server.
 */
import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { notifications, requests, type ServerStatus } from "../server/protocol.ts";
import { registerAddTerm } from "./commands/addTerm.ts";
import { registerInsertPattern } from "./commands/insertPattern.ts";
import { registerOpenPage } from "./commands/openPage.ts";
import { registerOpenSimulator } from "./commands/openSimulator.ts";
import { registerConcepts } from "./concepts.ts";
import { registerGlossaryFiles } from "./glossaryFiles.ts";
import { registerLinks } from "./links.ts";
import { StatusItem } from "./statusItem.ts";

export type CreateClient = (output: vscode.LogOutputChannel) => BaseLanguageClient;

export async function startExtension(
  context: vscode.ExtensionContext,
  createClient: CreateClient,
): Promise<void> {
  const output = vscode.window.createOutputChannel("Designwise", { log: true });
  const status = new StatusItem();
  const client = createClient(output);
  const request = async <T>(
    method: string,
    params?: unknown,
    token?: vscode.CancellationToken,
  ): Promise<T> => {
    if (client.state === State.Stopped) throw new Error("The Designwise language server is not running.");
    // An argument that is undefined would count as one, and the server would take the parameters for a list.
    return token ? client.sendRequest<T>(method, params, token) : client.sendRequest<T>(method, params);
  };

  const concepts = registerConcepts(client, request);
  const show = (now: ServerStatus): void => {
    status.show(now);
    concepts.refresh();
  };
  context.subscriptions.push(
    output,
    status,
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) void request<ServerStatus>(requests.status).then(show);
      else if (newState === State.Stopped) status.stopped();
      else status.starting();
    }),
    client.onNotification(notifications.status, show),
    ...registerInsertPattern(request),
    ...registerOpenPage(context, request),
    ...registerOpenSimulator(context),
    ...concepts.subscriptions,
    registerAddTerm(),
    registerGlossaryFiles(client),
    registerLinks(),
    vscode.commands.registerCommand("designwise.showOutput", () => output.show(true)),
    vscode.commands.registerCommand("designwise.restartServer", async () => {
      if (client.needsStop()) await client.stop();
      await client.start();
    }),
    { dispose: () => void client.dispose() },
  );

  try {
    await client.start();
  } catch (error) {
    status.stopped();
    void tellFailure(error, output);
  }
}

/** Not awaited by the activation: the commands that need no server work while the message stands. */
async function tellFailure(error: unknown, output: vscode.LogOutputChannel): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `Designwise could not start its language server: ${reason}`;
  if (await vscode.window.showErrorMessage(message, "Show Output")) output.show(true);
}
