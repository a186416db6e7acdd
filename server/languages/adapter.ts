/**
 * What a language with a grammar gives the code model: the grammar's file, its `facts.scm` (which node types mean which
 * facts, and which children are their parts) and, as code, only what data cannot say: how strings and numbers are
 * spelled, and the few statements of a shape of their own (imports, exports).
 *
 * A new language is a folder with these two files; the shared lowering in `server/model/lower*.ts` stays as it is.
 */
import type { At, BoundName, Declaration, Fact, PatternFact } from "./facts.ts";

/** A node of the syntax tree, copied out of the parser's memory. Offsets count from the declaration's start. */
export interface SyntaxNode extends At {
  readonly type: string;
  /** Grammar's field id in its parent, 0 when it has none. */
  readonly field: number;
  readonly named: boolean;
  readonly children: readonly SyntaxNode[];
}

/** What an adapter's own code may ask of the lowering in progress. */
export interface Lowering {
  readonly adapter: LanguageAdapter;
  text(at: At): string;
  /** The first child that plays this role by `facts.scm`. */
  part(node: SyntaxNode, role: string): SyntaxNode | undefined;
  parts(node: SyntaxNode, role: string): readonly SyntaxNode[];
  /** The capture name that `facts.scm` gives to this type of node. */
  factOf(node: SyntaxNode): string | undefined;
  fact(node: SyntaxNode): Fact;
  facts(nodes: readonly SyntaxNode[]): Fact[];
  /** What stands inside a node of no meaning of its own. */
  opaque(node: SyntaxNode): Fact;
  /** Lowers by the shared meaning of the node's fact, past the adapter's own. */
  shared(node: SyntaxNode): Fact;
  /** Lowers a function or class with what its surroundings say of it. */
  definition(node: SyntaxNode, how: DefinitionHow): Fact;
  /** Value of a string literal without holes. */
  string(node: SyntaxNode): string | undefined;
  pattern(node: SyntaxNode): PatternFact;
  declare(names: readonly BoundName[], how: DeclareHow): void;
  /** True in statements of the file's own scope, however deep in `if` and `try`. */
  readonly atModuleLevel: boolean;
  /** These names of the function around live further out (`global`, `nonlocal`). */
  declareOuter(names: readonly string[], where: "module" | "enclosing"): void;
  /** Marks every declaration of the file's scope as exported and as belonging to this statement. */
  exporting<T>(statement: At, run: () => T): T;
}

export interface DefinitionHow {
  readonly name?: string | undefined;
  readonly decorators?: readonly SyntaxNode[];
}

export interface DeclareHow {
  readonly kind: Declaration["kind"];
  /** `block`: the innermost scope; `function`: the innermost function, class body or file. */
  readonly scope: "function" | "block";
  readonly statement: At;
  readonly constant?: boolean;
  readonly imported?: string;
  readonly type?: string | undefined;
}

/** A call that runs a function literal once per element: `items.map(fn)`, `map(fn, items)`. */
export interface CallbackLoop {
  readonly method: string;
  /** Position of the function. */
  readonly function: number;
  readonly iterable: "receiver" | number;
}

export interface LanguageAdapter {
  /** VS Code's language id. */
  readonly id: string;
  /** File name of the grammar in `@vscode/tree-sitter-wasm`. */
  readonly grammar: string;
  /** Paths from `server/languages/`; patterns of one node type add up, and a later fact replaces an earlier one. */
  readonly facts: readonly string[];
  /** `x = 1` brings `x` into being in the function around it. */
  readonly assignmentDeclares: boolean;
  /** Default values of parameters are evaluated outside of the function. */
  readonly defaultsOutside: boolean;
  /** A class body is a scope, and methods name their receiver as first parameter. */
  readonly classIsScope: boolean;
  readonly callbackLoops: readonly CallbackLoop[];
  /** The call that loads a module (`require`), if the language has one. */
  readonly moduleCall: string | undefined;
  /** The call that counts (`range`), if the language has one. */
  readonly rangeCall: string | undefined;
  /** Value of a piece of a string literal as written; `open` is the opening delimiter with its prefix. */
  decode(raw: string, open: string): string;
  number(text: string): number | undefined;
  /** Facts of the language's own, by capture name; they come before the shared ones. */
  readonly lower: Readonly<Record<string, (node: SyntaxNode, lowering: Lowering) => Fact>>;
}
