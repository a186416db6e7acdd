/**
 * Which term a command is about: the one that its argument names (links in hovers and pages, entries of the glossary,
 * other extensions), else the one under the cursor, wherever it stands.
 */
import * as vscode from "vscode";
import { requests, type TermHere } from "../../server/protocol.ts";

export type Request = <T>(method: string, params?: unknown, token?: vscode.CancellationToken) => Promise<T>;

/** Arguments may come from outside the editor; only a well-formed id passes. */
export function idOf(argument: unknown): string | undefined {
  const id = typeof argument === "object" && argument !== null && "id" in argument ? argument.id : undefined;
  return typeof id === "string" && /^[a-z0-9-]{1,80}$/.test(id) ? id : undefined;
}

export async function termUnderCursor(request: Request): Promise<TermHere | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { line, character } = editor.selection.active;
  const params = { textDocument: { uri: editor.document.uri.toString() }, position: { line, character } };
  return (await request<TermHere | null>(requests.termAt, params)) ?? undefined;
}

/** Says that there is none, and offers all there are. */
export async function offerTerms(): Promise<void> {
  const choice = await vscode.window.showInformationMessage(
    "Designwise knows no term at the cursor.",
    "Open Term…",
  );
  if (choice !== undefined) await vscode.commands.executeCommand("designwise.openTerm");
}
