/**
 * Qualified names: what an expression refers to, resolved through imports and single assignments. A call's value is its
 * callee's name with `()`, so `const api = axios.create(); api.get` is `axios.create().get`.
 */
import type { Binding, Call, Expression } from "./codeModel.ts";

/** Chains of assignments longer than this are given up: nobody writes them, generated code might. */
const maxSteps = 60;

export class Qualifier {
  /** Names of bindings, which many expressions share; other expressions are short and asked for once. */
  private readonly known = new Map<Binding, string | undefined>();
  private readonly underWay = new Set<Binding>();

  /** `moduleCall` is the global that loads a module (`require`). */
  constructor(private readonly moduleCall: string | undefined) {}

  /** Undefined when it cannot be known. */
  qualified(expression: Expression, steps = 0): string | undefined {
    if (steps > maxSteps) return undefined;
    switch (expression.kind) {
      case "name":
        if (expression.binding) return this.ofBinding(expression.binding, steps);
        return expression.name === "this" ? undefined : expression.name;
      case "member":
        if (expression.binding) return this.ofBinding(expression.binding, steps);
        return this.member(expression.object, expression.property, steps);
      case "index": {
        const { index } = expression;
        return index.kind === "literal" && typeof index.value === "string"
          ? this.member(expression.object, index.value, steps)
          : undefined;
      }
      case "await":
        return this.qualified(expression.operand, steps);
      case "call": {
        const module = this.loadedModule(expression);
        if (module !== undefined) return module;
        const callee = this.qualified(expression.call.callee, steps);
        return callee === undefined ? undefined : `${callee}()`;
      }
      default:
        return undefined;
    }
  }

  private member(object: Expression, property: string, steps: number): string | undefined {
    const name = this.qualified(object, steps);
    if (name === undefined) return undefined;
    return property === "default" && this.isModule(object) ? name : `${name}.${property}`;
  }

  private isModule(expression: Expression): boolean {
    if (expression.kind === "name") return expression.binding?.imported !== undefined;
    return this.loadedModule(expression) !== undefined;
  }

  private ofBinding(binding: Binding, steps: number): string | undefined {
    if (binding.imported !== undefined) return binding.imported;
    if (binding.initialiser === undefined) return undefined;
    if (this.known.has(binding)) return this.known.get(binding);
    if (this.underWay.has(binding)) return undefined;
    this.underWay.add(binding);
    const name = this.qualified(binding.initialiser, steps + 1);
    this.underWay.delete(binding);
    this.known.set(binding, name);
    return name;
  }

  /** Module of `require("pg")`. */
  loadedBy({ callee, arguments: args }: Call): string | undefined {
    if (callee.kind !== "name" || callee.name !== this.moduleCall || callee.binding) return undefined;
    const value = args[0]?.value;
    if (args.length !== 1 || value?.kind !== "literal" || typeof value.value !== "string") return undefined;
    return value.value.replace(/^node:/, "");
  }

  private loadedModule(expression: Expression): string | undefined {
    return expression.kind === "call" ? this.loadedBy(expression.call) : undefined;
  }

  /** What a variable set to (part of) a loaded module imports: `const { Pool } = require("pg")` is `pg.Pool`. */
  importedBy(initialiser: Expression): string | undefined {
    let root = initialiser;
    while (root.kind === "member") root = root.object;
    return this.loadedModule(root) === undefined ? undefined : this.qualified(initialiser);
  }

  /** Follows names and fields that are assigned once to the expression that made the value. */
  origin(expression: Expression): Expression {
    let at = expression;
    for (let steps = 0; steps < maxSteps; steps++) {
      const next = this.step(at);
      if (next === undefined) return at;
      at = next;
    }
    return expression;
  }

  private step(expression: Expression): Expression | undefined {
    if (expression.kind === "await") return expression.operand;
    if (expression.kind === "name" || expression.kind === "member") return expression.binding?.initialiser;
    return undefined;
  }
}
