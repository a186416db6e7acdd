/**
 * What can be done about a finding: mend it, mend all of its kind, silence it, read why, or see it run. Worked out from
 * the document as it is now and not from what the client sends back, which may be old or somebody else's.
 */
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  Command,
  type Range,
  type TextEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { CodeModel } from "../model/codeModel.ts";
import { mergeFixes } from "../rules/applyFixes.ts";
import { type CheckedFinding, ignoreRuleId } from "../rules/check.ts";
import { type DiagnosticDeps, textEdits, toDiagnostic } from "./diagnostics.ts";
import { findingsOf } from "./findings.ts";
import { ignoreEdit } from "./ignoreEdit.ts";

export interface CodeActionDeps extends DiagnosticDeps {
  /** Commands that the client handles; no other is offered. */
  readonly commands: readonly string[];
}

export const fixAllKind = `${CodeActionKind.SourceFixAll}.designwise`;

export function codeActions(
  document: TextDocument,
  model: CodeModel,
  range: Range,
  context: Pick<CodeActionContext, "only">,
  deps: CodeActionDeps,
): CodeAction[] {
  const all = findingsOf(model, deps);
  const actions: CodeAction[] = [];
  if (asksFor(CodeActionKind.QuickFix, context.only, true)) {
    const start = document.offsetAt(range.start);
    const end = document.offsetAt(range.end);
    const here = all.filter(({ span }) => span.start <= end && start <= span.end);
    actions.push(...here.flatMap((finding) => actionsFor(finding, here, all, document, model, deps)));
  }
  // Never by the light bulb: an editor asks for this kind by name, on save or by command.
  if (asksFor(fixAllKind, context.only, false)) actions.push(...fixAll(all, document));
  return actions;
}

/** Kinds are paths: asking for `source` asks for `source.fixAll` too. */
function asksFor(kind: string, only: readonly string[] | undefined, byDefault: boolean): boolean {
  if (only === undefined) return byDefault;
  return only.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`));
}

function actionsFor(
  finding: CheckedFinding,
  here: readonly CheckedFinding[],
  all: readonly CheckedFinding[],
  document: TextDocument,
  model: CodeModel,
  deps: CodeActionDeps,
): CodeAction[] {
  const diagnostics = [toDiagnostic(finding, document, deps)];
  const action = (title: string, rest: Partial<CodeAction>): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...rest,
  });
  const actions: CodeAction[] = [];
  if (finding.fix) {
    const edit = editOf(document, textEdits(finding.fix.edits, document));
    const isOnly = here.filter(({ fix }) => fix !== undefined).length === 1;
    actions.push(action(finding.fix.title, { edit, ...(isOnly && { isPreferred: true }) }));
    const siblings = all.filter(({ rule, fix }) => rule === finding.rule && fix !== undefined);
    if (siblings.length > 1) {
      const title = `Fix all ${siblings.length} of \`${finding.rule}\` in this file`;
      actions.push(action(title, { edit: mergedEdit(siblings, document) }));
    }
  }
  if (finding.rule === ignoreRuleId) return actions;
  const ignore = ignoreEdit(finding, model);
  if (ignore) {
    const edit = editOf(document, textEdits([ignore], document));
    actions.push(action(`Ignore \`${finding.rule}\` on this line`, { edit }));
  }
  return [...actions, ...commandsFor(finding, deps).map((command) => action(command.title, { command }))];
}

function commandsFor(finding: CheckedFinding, { commands }: CodeActionDeps): Command[] {
  const offered: Command[] = [];
  if (commands.includes("designwise.openRule")) {
    offered.push(Command.create(`Explain \`${finding.rule}\``, "designwise.openRule", { id: finding.rule }));
  }
  if (finding.simulation && commands.includes("designwise.openSimulator")) {
    const hasNumbers = Object.values(finding.simulation.params ?? {}).some(
      (value) => typeof value === "number",
    );
    const title = hasNumbers ? "Simulate with these numbers" : "Simulate";
    offered.push(Command.create(title, "designwise.openSimulator", finding.simulation));
  }
  return offered;
}

function fixAll(all: readonly CheckedFinding[], document: TextDocument): CodeAction[] {
  const fixable = all.filter(({ fix }) => fix !== undefined);
  if (fixable.length === 0) return [];
  const edit = mergedEdit(fixable, document);
  return [{ title: "Fix all that Designwise can", kind: fixAllKind, edit }];
}

function mergedEdit(findings: readonly CheckedFinding[], document: TextDocument) {
  const fixes = findings.flatMap(({ fix }) => (fix ? [fix] : []));
  return editOf(document, textEdits(mergeFixes(fixes), document));
}

function editOf(document: TextDocument, edits: TextEdit[]) {
  return { changes: { [document.uri]: edits } };
}
