/**
 * The lowering of one declaration in progress: dispatches each node on the fact that `facts.scm` gives to its type, keeps
 * the scopes under construction, and collects what each of them declares. What the facts mean is handed in.
 */
import type {
  DeclareHow,
  DefinitionHow,
  LanguageAdapter,
  Lowering,
  SyntaxNode,
} from "../languages/adapter.ts";
import type {
  At,
  BoundName,
  Declaration,
  Fact,
  FieldFact,
  OpaqueFact,
  PatternFact,
} from "../languages/facts.ts";
import { partsOf, type Shapes } from "./shapes.ts";

export type ScopeKind = "module" | "function" | "block" | "comprehension" | "class";

interface Scope {
  readonly kind: ScopeKind;
  readonly declarations: Declaration[];
  /** Names that a statement says to live further out. */
  readonly outer: Map<string, "module" | "enclosing">;
}

export type Lowerer = (node: SyntaxNode, state: LoweringState) => Fact;

/** The shared meaning of facts. */
export interface Meanings {
  readonly facts: ReadonlyMap<string, Lowerer>;
  readonly definition: (node: SyntaxNode, how: DefinitionHow, state: LoweringState) => Fact;
  readonly pattern: (node: SyntaxNode, state: LoweringState) => PatternFact;
}

export class LoweringState implements Lowering {
  readonly module: Scope = { kind: "module", declarations: [], outer: new Map() };
  /** Fields that the parameters of the class's constructor declare. */
  parameterFields: FieldFact[] = [];
  private readonly scopes: Scope[] = [this.module];
  private exportStatement: At | undefined;

  constructor(
    private readonly source: string,
    readonly adapter: LanguageAdapter,
    private readonly shapes: Shapes,
    private readonly meanings: Meanings,
  ) {}

  text(at: At): string {
    return this.source.slice(at.start, at.end);
  }

  part(node: SyntaxNode, role: string): SyntaxNode | undefined {
    return partsOf(this.shapes, node, role)[0];
  }

  parts(node: SyntaxNode, role: string): readonly SyntaxNode[] {
    return partsOf(this.shapes, node, role);
  }

  factOf(node: SyntaxNode): string | undefined {
    return this.shapes.byType.get(node.type)?.fact;
  }

  fact(node: SyntaxNode): Fact {
    const fact = this.factOf(node);
    if (fact === undefined) return this.opaque(node);
    const own = this.adapter.lower[fact];
    return own ? own(node, this) : this.shared(node);
  }

  shared(node: SyntaxNode): Fact {
    const lowerer = this.meanings.facts.get(this.factOf(node) ?? "");
    return lowerer ? lowerer(node, this) : this.opaque(node);
  }

  facts(nodes: readonly SyntaxNode[]): Fact[] {
    const facts: Fact[] = [];
    for (const node of nodes) if (node.named) facts.push(this.fact(node));
    return facts;
  }

  /** A part that may be absent from half-typed code. */
  factOrNothing(node: SyntaxNode | undefined): Fact | undefined {
    return node && this.fact(node);
  }

  opaque(node: SyntaxNode): OpaqueFact {
    return { kind: "opaque", children: this.facts(node.children), start: node.start, end: node.end };
  }

  definition(node: SyntaxNode, how: DefinitionHow): Fact {
    return this.meanings.definition(node, how, this);
  }

  string(node: SyntaxNode): string | undefined {
    const fact = this.fact(node);
    return fact.kind === "literal" && typeof fact.value === "string" ? fact.value : undefined;
  }

  pattern(node: SyntaxNode): PatternFact {
    return this.meanings.pattern(node, this);
  }

  get atModuleLevel(): boolean {
    return this.scopes.every(({ kind }) => kind === "module" || kind === "block");
  }

  get inClassBody(): boolean {
    return this.scopes.at(-1)?.kind === "class";
  }

  declare(names: readonly BoundName[], how: DeclareHow): void {
    const scope = this.scopeFor(how.scope);
    const exported = scope === this.module && this.exportStatement !== undefined;
    for (const { name, start, end } of names) {
      scope.declarations.push({
        name,
        kind: how.kind,
        constant: how.constant ?? false,
        exported,
        imported: how.imported,
        type: how.type,
        statement:
          exported && this.exportStatement
            ? this.exportStatement
            : { start: how.statement.start, end: how.statement.end },
        start,
        end,
      });
    }
  }

  declareOuter(names: readonly string[], where: "module" | "enclosing"): void {
    const { outer } = this.scopeFor("function");
    for (const name of names) outer.set(name, where);
  }

  exporting<T>(statement: At, run: () => T): T {
    const before = this.exportStatement;
    this.exportStatement = { start: statement.start, end: statement.end };
    const result = run();
    this.exportStatement = before;
    return result;
  }

  /** Runs with a fresh innermost scope and returns what was declared in it. */
  scoped<T>(
    kind: ScopeKind,
    run: () => T,
  ): { readonly result: T; readonly declarations: readonly Declaration[] } {
    const scope: Scope = { kind, declarations: [], outer: new Map() };
    this.scopes.push(scope);
    const result = run();
    this.scopes.pop();
    if (scope.outer.size === 0) return { result, declarations: scope.declarations };
    for (const declaration of scope.declarations) {
      if (scope.outer.get(declaration.name) === "module") this.module.declarations.push(declaration);
    }
    return { result, declarations: scope.declarations.filter(({ name }) => !scope.outer.has(name)) };
  }

  private scopeFor(scope: "function" | "block"): Scope {
    // Where assignment declares, blocks are no scopes; a comprehension is one, but not for assignments inside it.
    const transparent = (kind: ScopeKind) =>
      scope === "block"
        ? kind === "block" && this.adapter.assignmentDeclares
        : kind === "block" || kind === "comprehension";
    return this.scopes.findLast(({ kind }) => !transparent(kind)) ?? this.module;
  }
}
