/** The state of linking: where we are (offset, scope, context, class) and what has been found so far. */
import type { LanguageAdapter } from "../languages/adapter.ts";
import type { At, Declaration, Fact } from "../languages/facts.ts";
import type {
  Assignment,
  Binding,
  Call,
  CodeModel,
  Context,
  Expression,
  FunctionScope,
  Import,
  Jump,
  Loop,
  Operation,
  Span,
  Try,
  Use,
} from "./codeModel.ts";
import { fileContext, inLoop } from "./contexts.ts";
import type { Place } from "./place.ts";
import {
  assign,
  type ClassScope,
  declareAll,
  lookup,
  type Mutable,
  type Scope,
  type Tracked,
} from "./scopes.ts";

type Lists = {
  -readonly [K in keyof CodeModel]: CodeModel[K] extends readonly (infer T)[] ? T[] : CodeModel[K];
};

export class Linker
  implements
    Pick<
      Lists,
      "imports" | "calls" | "functions" | "loops" | "tries" | "jumps" | "operations" | "assignments"
    >
{
  readonly imports: Import[] = [];
  readonly calls: Call[] = [];
  readonly functions: FunctionScope[] = [];
  readonly loops: Loop[] = [];
  readonly tries: Try[] = [];
  readonly jumps: Jump[] = [];
  readonly assignments: Assignment[] = [];
  readonly operations: Operation[] = [];
  readonly tracked: Tracked[] = [];
  /** Numbers of turns, which need settled bindings. */
  readonly pendingTurns: (() => void)[] = [];

  /** Offset of the declaration being visited. */
  base = 0;
  scope: Scope = { kind: "module", parent: undefined, names: new Map() };
  context: Context = fileContext;
  /** Class whose body is being visited. */
  classBody: ClassScope | undefined;
  /** Class whose instance `this` is. */
  thisClass: ClassScope | undefined;
  /** Receiver parameters (`self`), and names of classes. */
  private readonly instances = new Map<Binding, ClassScope>();

  /** `visitFact` is the visitor itself, handed in because it visits by way of what visits by way of it. */
  constructor(
    readonly adapter: LanguageAdapter,
    private readonly visitFact: (fact: Fact, linker: Linker, place?: Place) => Expression,
  ) {}

  visit(fact: Fact, place?: Place): Expression {
    return this.visitFact(fact, this, place);
  }

  visitAll(facts: readonly Fact[]): void {
    for (const fact of facts) this.visitFact(fact, this);
  }

  span(at: At): Span {
    return { start: this.base + at.start, end: this.base + at.end };
  }

  track(tracked: readonly Tracked[]): void {
    for (const one of tracked) this.tracked.push(one);
  }

  lookup(name: string): Tracked | undefined {
    return lookup(this.scope, name);
  }

  within<T>(context: Context, run: () => T): T {
    const before = this.context;
    this.context = context;
    const result = run();
    this.context = before;
    return result;
  }

  /** Runs in a new scope with these names. A block that declares nothing needs none. */
  scoped<T>(
    kind: Scope["kind"],
    declarations: readonly Declaration[],
    run: (names: ReadonlyMap<string, Tracked>) => T,
  ): T {
    const before = this.scope;
    const names = new Map<string, Tracked>();
    if (kind !== "block" || declarations.length > 0) {
      this.track(declareAll(names, declarations, this.base, false));
      this.scope = { kind, parent: before, names };
    }
    const result = run(names);
    this.scope = before;
    return result;
  }

  /** Marks a name as an instance of the class: what is assigned to its members are the class's fields. */
  bindInstance(name: string, of: ClassScope): void {
    const tracked = this.scope.names.get(name);
    if (tracked) this.instances.set(tracked.binding, of);
  }

  bindClass(name: string, of: ClassScope): void {
    const tracked = this.lookup(name);
    if (tracked) this.instances.set(tracked.binding, of);
  }

  classOf(expression: Expression): ClassScope | undefined {
    if (expression.kind !== "name") return undefined;
    if (expression.binding) return this.instances.get(expression.binding);
    return expression.name === "this" ? this.thisClass : undefined;
  }

  /** Context of what repeats in a loop. */
  loopContext(loop: Loop): Context {
    return inLoop(this.context, loop);
  }

  use(tracked: Tracked, span: Span, role: Use["role"], call?: Call): Mutable<Use> {
    const use: Mutable<Use> = { span, call, role, key: undefined, context: this.context };
    tracked.uses.push(use);
    return use;
  }

  /** Counts an assignment to a name; its declaration is no use. */
  assignName(name: string, at: At, value: Expression | undefined): void {
    const tracked = this.lookup(name);
    if (tracked === undefined) return;
    const span = this.span(at);
    if (tracked.binding.span.start !== span.start) this.use(tracked, span, "write");
    assign(tracked, value);
  }
}
