/** Findings as the protocol's diagnostics. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type TextEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Severity } from "../content/types.ts";
import type { CodeModel, Span } from "../model/codeModel.ts";
import type { SimulationRequest } from "../protocol.ts";
import type { CheckedFinding } from "../rules/check.ts";
import { type FindingDeps, findingsOf } from "./findings.ts";

export interface DiagnosticDeps extends FindingDeps {
  /** Address of a rule's page; undefined when this client can show none. */
  pageUri(ruleId: string): string | undefined;
}

/** What a diagnostic carries in `data`, for clients that act on it by themselves. */
export interface DiagnosticData {
  readonly rule: string;
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
  readonly simulation?: SimulationRequest;
}

export const diagnosticSource = "designwise";

/** All findings of the document. `model` is the document's own, of this very version. */
export function diagnose(document: TextDocument, model: CodeModel, deps: DiagnosticDeps): Diagnostic[] {
  return findingsOf(model, deps).map((finding) => toDiagnostic(finding, document, deps));
}

export function toDiagnostic(
  finding: CheckedFinding,
  document: TextDocument,
  deps: Pick<DiagnosticDeps, "pageUri">,
): Diagnostic {
  const href = deps.pageUri(finding.rule);
  const data: DiagnosticData = {
    rule: finding.rule,
    ...(finding.fix && { fix: { title: finding.fix.title, edits: textEdits(finding.fix.edits, document) } }),
    ...(finding.simulation && { simulation: finding.simulation }),
  };
  return {
    range: rangeOf(finding.span, document),
    severity: protocolSeverity[finding.severity],
    code: finding.rule,
    source: diagnosticSource,
    message: finding.message,
    ...(href !== undefined && { codeDescription: { href } }),
    ...(finding.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    data,
  };
}

const protocolSeverity: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function rangeOf(span: Span, document: TextDocument) {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

export function textEdits(
  edits: readonly { readonly span: Span; readonly newText: string }[],
  document: TextDocument,
): TextEdit[] {
  return edits.map(({ span, newText }) => ({ range: rangeOf(span, document), newText }));
}
