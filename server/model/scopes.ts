/**
 * Scopes and bindings while a model is being linked. A binding is complete only when the whole file has been seen:
 * until then `Tracked` counts its assignments, and `settle` writes the outcome into it.
 */
import type { At, Declaration } from "../languages/facts.ts";
import type { Binding, Expression, Span, Use } from "./codeModel.ts";

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface Tracked {
  readonly binding: Mutable<Binding>;
  readonly uses: Use[];
  readonly declaredConstant: boolean;
  assignments: number;
  /** Value of the only assignment so far. */
  value: Expression | undefined;
  /** Every assigned value is the language's null: an import that falls back to nothing is still that import. */
  onlyNull: boolean;
  /** Two imports of different things under one name. */
  ambiguous: boolean;
}

/** A class under way: its fields, and the expressions that name them. */
export interface ClassScope {
  readonly fields: Map<string, Tracked>;
  readonly mentions: Map<string, Mutable<Expression & { readonly kind: "member" }>[]>;
}

export interface Scope {
  readonly kind: "module" | "function" | "block" | "class";
  readonly parent: Scope | undefined;
  readonly names: ReadonlyMap<string, Tracked>;
}

export function spanAt(at: At, base: number): Span {
  return { start: base + at.start, end: base + at.end };
}

/** Adds the declarations to the names of a scope; one name declared twice is one binding. */
export function declareAll(
  names: Map<string, Tracked>,
  declarations: readonly Declaration[],
  base: number,
  topLevel: boolean,
): Tracked[] {
  const fresh: Tracked[] = [];
  for (const declaration of declarations) {
    const known = names.get(declaration.name);
    if (known) {
      merge(known, declaration);
      continue;
    }
    const tracked = track(declaration, base, topLevel);
    names.set(declaration.name, tracked);
    fresh.push(tracked);
  }
  return fresh;
}

function track(declaration: Declaration, base: number, topLevel: boolean): Tracked {
  const { name, kind, constant, exported, imported, type, statement } = declaration;
  const uses: Use[] = [];
  const binding: Mutable<Binding> = {
    name,
    kind,
    constant,
    topLevel,
    exported,
    imported,
    initialiser: undefined,
    type,
    span: spanAt(declaration, base),
    declarationSpan: spanAt(statement, base),
    uses,
  };
  return {
    binding,
    uses,
    declaredConstant: constant,
    assignments: 0,
    value: undefined,
    onlyNull: true,
    ambiguous: false,
  };
}

function merge(known: Tracked, declaration: Declaration): void {
  const { binding } = known;
  binding.exported ||= declaration.exported;
  binding.type ??= declaration.type;
  if (declaration.kind !== "import") return;
  if (binding.imported === undefined) binding.imported = declaration.imported;
  else if (binding.imported !== declaration.imported) known.ambiguous = true;
}

export function trackField(name: string, at: Span, statement: Span, type: string | undefined): Tracked {
  const uses: Use[] = [];
  const binding: Mutable<Binding> = {
    name,
    kind: "field",
    constant: false,
    topLevel: false,
    exported: false,
    imported: undefined,
    initialiser: undefined,
    type,
    span: at,
    declarationSpan: statement,
    uses,
  };
  return {
    binding,
    uses,
    declaredConstant: false,
    assignments: 0,
    value: undefined,
    onlyNull: true,
    ambiguous: false,
  };
}

/** Counts an assignment; `value` is undefined when what is assigned cannot be seen. */
export function assign(tracked: Tracked, value: Expression | undefined): void {
  tracked.assignments++;
  tracked.value = tracked.assignments === 1 ? value : undefined;
  if (!(value?.kind === "literal" && value.value === null)) tracked.onlyNull = false;
}

export function settle(tracked: Tracked): void {
  const { binding, assignments } = tracked;
  binding.initialiser = assignments === 1 && binding.kind !== "import" ? tracked.value : undefined;
  binding.constant = tracked.declaredConstant || assignments <= 1;
  if (tracked.ambiguous || (binding.imported !== undefined && !tracked.onlyNull))
    binding.imported = undefined;
}

/** Resolves a name. What a class body binds is seen only by that body, not by the functions in it. */
export function lookup(scope: Scope | undefined, name: string): Tracked | undefined {
  let inFunction = false;
  for (let s = scope; s !== undefined; s = s.parent) {
    if (s.kind !== "class" || !inFunction) {
      const found = s.names.get(name);
      if (found) return found;
    }
    if (s.kind === "function") inFunction = true;
  }
  return undefined;
}
