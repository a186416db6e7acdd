/**
 * Links the facts of a file's declarations into its CodeModel: places them at their offsets, resolves names, says what
 * surrounds each position. It runs over the whole file after every edit, because one import or assignment anywhere can
 * change what a name means everywhere; it costs a small part of what parsing or lowering the file costs.
 *
 * Order: all module-level names are declared, then each declaration is visited once in source order, then bindings are
 * settled (how often was each assigned?), and only then qualified names are computed.
 */
import type { LanguageAdapter } from "../languages/adapter.ts";
import type { DeclarationFacts } from "../languages/facts.ts";
import type { Call, CodeModel, Comment } from "./codeModel.ts";
import { fileKind, projectPath } from "./fileKind.ts";
import { Linker } from "./linker.ts";
import type { ModelInput } from "./modelInput.ts";
import { Qualifier } from "./qualify.ts";
import { declareAll, type Mutable, settle, spanAt, type Tracked } from "./scopes.ts";
import { visit } from "./visit.ts";

export interface PlacedFacts {
  readonly facts: DeclarationFacts;
  readonly start: number;
}

export function linkModel(
  document: ModelInput,
  placed: readonly PlacedFacts[],
  adapter: LanguageAdapter,
): CodeModel {
  const linker = new Linker(adapter, visit);
  const names = new Map<string, Tracked>();
  for (const { facts, start } of placed) linker.track(declareAll(names, facts.declarations, start, true));
  linker.scope = { kind: "module", parent: undefined, names };
  const comments: Comment[] = [];
  for (const { facts, start } of placed) {
    linker.base = start;
    for (const fact of facts.facts) linker.visit(fact);
    for (const comment of facts.comments) comments.push({ text: comment.text, span: spanAt(comment, start) });
  }
  for (const tracked of linker.tracked) settle(tracked);
  qualifyAll(linker, new Qualifier(adapter.moduleCall));
  for (const turns of linker.pendingTurns) turns();
  return {
    uri: document.uri,
    path: projectPath(document),
    languageId: document.languageId,
    text: document.text,
    file: fileKind(document),
    imports: linker.imports,
    bindings: linker.tracked.map(({ binding }) => binding),
    calls: linker.calls,
    functions: linker.functions,
    loops: linker.loops,
    tries: linker.tries,
    jumps: linker.jumps,
    assignments: linker.assignments,
    operations: linker.operations,
    comments,
  };
}

function qualifyAll(linker: Linker, qualifier: Qualifier): void {
  for (const { binding } of linker.tracked) {
    if (binding.kind !== "variable" || binding.initialiser === undefined) continue;
    const imported = qualifier.importedBy(binding.initialiser);
    if (imported === undefined) continue;
    binding.kind = "import";
    binding.imported = imported;
  }
  for (const call of linker.calls as Mutable<Call>[]) {
    call.qualified = qualifier.qualified(call.callee);
    call.origin = call.receiver && qualifier.origin(call.receiver);
    if (call.method === linker.adapter.moduleCall && qualifier.loadedBy(call) !== undefined)
      addLoadedModule(linker, call);
  }
}

function addLoadedModule(linker: Linker, call: Call): void {
  const value = call.arguments[0]?.value;
  if (value?.kind === "literal") linker.imports.push({ module: String(value.value), span: call.span });
}
