/**
 * `designwise.insertPattern`: picks a pattern (unless a link names it) and inserts it at the caret. The server plans
 * where code and imports go; here the plan becomes one edit, so that one undo takes it back.
 */
import * as vscode from "vscode";
import {
  type InsertionPlan,
  type Pattern,
  type PatternInsertionParams,
  type PatternLanguage,
  requests,
} from "../../server/protocol.ts";
import { PatternPreview } from "./patternPreview.ts";

type Request = <T>(method: string, params: unknown) => Promise<T>;

const languageNames: Readonly<Record<PatternLanguage, string>> = {
  typescript: "TypeScript",
  javascript: "JavaScript",
  python: "Python",
  java: "Java",
  go: "Go",
};

/** VS Code language id → the language of the pattern to insert. */
const patternLanguages: Readonly<Record<string, PatternLanguage>> = {
  typescript: "typescript",
  typescriptreact: "typescript",
  javascript: "javascript",
  javascriptreact: "javascript",
  python: "python",
  java: "java",
  go: "go",
};

export function registerInsertPattern(request: Request): vscode.Disposable[] {
  const preview = new PatternPreview();
  const command = vscode.commands.registerCommand("designwise.insertPattern", async (argument: unknown) => {
    // Taken first: the preview becomes an editor itself.
    const editor = vscode.window.activeTextEditor;
    const language = editor && patternLanguages[editor.document.languageId];
    const patterns = await request<Pattern[]>(requests.patterns, {});
    const pattern = await choose(patterns, idOf(argument), preview, language ?? "typescript");
    if (pattern === undefined) return;
    const target = editor && language ? { editor, language } : await newDocument(pattern, editor);
    if (target !== undefined) await insert(pattern, target, request);
  });
  return [preview, command];
}

/** Arguments come from links in hovers and from outside the editor; only a well-formed id passes. */
export function idOf(argument: unknown): string | undefined {
  const id = typeof argument === "object" && argument !== null && "id" in argument ? argument.id : undefined;
  return typeof id === "string" && /^[a-z0-9-]{1,80}$/.test(id) ? id : undefined;
}

async function choose(
  patterns: readonly Pattern[],
  id: string | undefined,
  preview: PatternPreview,
  language: PatternLanguage,
): Promise<Pattern | undefined> {
  if (id === undefined) return preview.pick(patterns, language);
  const named = patterns.find((pattern) => pattern.id === id);
  if (named === undefined) void vscode.window.showWarningMessage(`Designwise has no pattern "${id}".`);
  return named;
}

interface Target {
  readonly editor: vscode.TextEditor;
  readonly language: PatternLanguage;
}

/** Says why the pattern cannot go where the user is, and offers a place where it can. */
async function newDocument(
  pattern: Pattern,
  editor: vscode.TextEditor | undefined,
): Promise<Target | undefined> {
  const offered = pattern.code.map(({ language }) => ({ label: languageNames[language], language }));
  const reason =
    editor === undefined
      ? "There is no active editor to insert the pattern into."
      : `Patterns exist for ${offered.map(({ label }) => label).join(", ")}, not for ${editor.document.languageId}.`;
  const open = "Open in New Document";
  if ((await vscode.window.showInformationMessage(`Designwise: ${reason}`, open)) !== open) return undefined;
  const picked = await vscode.window.showQuickPick(offered, { title: `${pattern.name}: Language` });
  if (picked === undefined) return undefined;
  const document = await vscode.workspace.openTextDocument({ language: picked.language });
  return { editor: await vscode.window.showTextDocument(document), language: picked.language };
}

async function insert(pattern: Pattern, { editor, language }: Target, request: Request): Promise<void> {
  const { document } = editor;
  const { tabSize, insertSpaces } = editor.options;
  const params: PatternInsertionParams = {
    id: pattern.id,
    language,
    uri: document.uri.toString(),
    position: { line: editor.selection.active.line, character: editor.selection.active.character },
    indent: insertSpaces === false ? "\t" : " ".repeat(typeof tabSize === "number" ? tabSize : 2),
  };
  const version = document.version;
  const plan = await request<InsertionPlan | null>(requests.patternInsertion, params);
  if (plan === null) {
    void vscode.window.showWarningMessage(
      `Designwise: "${pattern.name}" does not exist in ${languageNames[language]}, or the language server does not know this document.`,
    );
    return;
  }
  // Snippets go to the active editor only, and the plan counts positions of the text it was made for.
  const shown = await vscode.window.showTextDocument(document, {
    viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active,
  });
  const applied =
    document.version === version && (await vscode.workspace.applyEdit(editOf(document.uri, plan)));
  if (!applied) {
    void vscode.window.showErrorMessage(
      `Designwise could not insert "${pattern.name}": ${document.fileName} is read-only or has just changed.`,
    );
    return;
  }
  shown.revealRange(shown.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function editOf(uri: vscode.Uri, plan: InsertionPlan): vscode.WorkspaceEdit {
  const at = (place: { line: number; character: number }) => new vscode.Position(place.line, place.character);
  const snippet = new vscode.SnippetTextEdit(
    new vscode.Range(at(plan.position), at(plan.end)),
    new vscode.SnippetString(plan.snippet),
  );
  // It is indented for its place already.
  snippet.keepWhitespace = true;
  const edit = new vscode.WorkspaceEdit();
  edit.set(uri, [...plan.imports.map((add) => vscode.TextEdit.insert(at(add), add.newText)), snippet]);
  return edit;
}
