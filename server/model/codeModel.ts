/**
 * What a rule sees of a file: the same shape for every language. It holds no syntax tree and no parser type; spans are
 * UTF-16 offsets into the document. Adapters in `server/languages/<lang>/` lower a grammar's captures to it.
 *
 * Nothing here is guessed: what an adapter cannot resolve is `unknown` or `undefined`, and a rule stays silent on it.
 */

/** Half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An expression, lowered as far as rules need it. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null; readonly span: Span }
  /** A string with holes: template literal, f-string, concatenation. `parts` are the constant pieces in order. */
  | {
      readonly kind: "text";
      readonly parts: readonly string[];
      readonly holes: readonly Expression[];
      readonly span: Span;
    }
  | {
      readonly kind: "name";
      readonly name: string;
      readonly binding: Binding | undefined;
      readonly span: Span;
    }
  /** `binding`: the field of the enclosing class that `this.x` or `self.x` names, when the class assigns it. */
  | {
      readonly kind: "member";
      readonly object: Expression;
      readonly property: string;
      readonly binding?: Binding;
      readonly span: Span;
    }
  | { readonly kind: "index"; readonly object: Expression; readonly index: Expression; readonly span: Span }
  | { readonly kind: "call"; readonly call: Call; readonly span: Span }
  /** Object literal, dict display, keyword bundle. */
  | {
      readonly kind: "object";
      readonly entries: readonly Entry[];
      readonly hasSpread: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: "list";
      readonly items: readonly Expression[];
      readonly hasSpread: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | { readonly kind: "function"; readonly function: FunctionScope; readonly span: Span }
  | { readonly kind: "await"; readonly operand: Expression; readonly span: Span }
  | { readonly kind: "unknown"; readonly span: Span };

export interface Entry {
  readonly key: string;
  readonly value: Expression;
  readonly span: Span;
}

export interface Argument {
  /** Keyword of a keyword argument (`timeout=3`), else undefined. */
  readonly name: string | undefined;
  readonly value: Expression;
  /** `...rest`, `*args`, `**kwargs`. */
  readonly spread: boolean;
  readonly span: Span;
}

export interface Call {
  readonly span: Span;
  /** The callee as written, e.g. `api.get`. */
  readonly calleeSpan: Span;
  readonly callee: Expression;
  /**
   * Callee resolved through imports and local initialisers: `import requests as r; r.get(u)` is `requests.get`;
   * `const api = axios.create(o); api.get(u)` is `axios.create().get`; `new Pool().query()` is `pg.Pool().query`;
   * a global stays as written (`fetch`). Node's own modules lose their scheme (`node:http` is `http`), and a member
   * `default` of a module is the module. Undefined when it cannot be known (a parameter, a shadowed name).
   */
  readonly qualified: string | undefined;
  /**
   * The expression that made the receiver, followed through names and fields that are assigned once:
   * `axios.create({timeout: 500})` for `api.get(u)`. The receiver itself when it is no such name.
   */
  readonly origin: Expression | undefined;
  /** The last name of the callee: `get` of `api.users.get`. Empty when there is none. */
  readonly method: string;
  /** `api` of `api.get(u)`. */
  readonly receiver: Expression | undefined;
  readonly arguments: readonly Argument[];
  /** Offsets of the parentheses' inside, for inserting an argument. */
  readonly argumentsSpan: Span;
  readonly constructed: boolean;
  readonly awaited: boolean;
  readonly context: Context;
}

/**
 * What surrounds a position. Every list runs from the innermost outward. Functions and handlers stop at the file; loops
 * and tries stop at a function that is not run on the spot: a route handler registered in a loop is not repeated by it.
 * Run on the spot are callbacks of `forEach`, `map` and their kin, functions called where they stand, and function
 * literals passed to a call that is awaited or returned (`return limit(() => …)`).
 */
export interface Context {
  readonly functions: readonly FunctionScope[];
  readonly loops: readonly Loop[];
  /** Enclosing `try` blocks with handlers that would catch here (not those whose handler or finally this is in). */
  readonly tries: readonly Try[];
  /** Enclosing handlers (`catch`, `except`). */
  readonly handlers: readonly Try[];
  readonly className: string | undefined;
  /** True at module level: runs once at import. */
  readonly topLevel: boolean;
}

export interface FunctionScope {
  readonly name: string | undefined;
  readonly parameters: readonly string[];
  readonly async: boolean;
  readonly decorators: readonly Expression[];
  readonly span: Span;
  readonly bodySpan: Span;
  /** The call that receives this function as an argument (`items.map(fn)`), when it is a literal argument. */
  readonly argumentOf: Call | undefined;
  readonly context: Context;
}

export type LoopKind = "each" | "count" | "while" | "comprehension" | "callback";

export interface Loop {
  readonly kind: LoopKind;
  readonly span: Span;
  /** What repeats. The header (iterable, condition) is not in it. */
  readonly bodySpan: Span;
  /** Names bound afresh on each turn. */
  readonly variables: readonly string[];
  /** What is iterated (`each`, `comprehension`, `callback`). */
  readonly iterable: Expression | undefined;
  /** `while (cond)`, or the middle of a C-style `for`. Undefined or a true literal means endless. */
  readonly condition: Expression | undefined;
  /** Known number of turns when constant: `for (let i = 0; i < 3; i++)`, `range(3)`, a literal list. */
  readonly turns: number | undefined;
  readonly context: Context;
}

export interface Try {
  readonly span: Span;
  readonly bodySpan: Span;
  readonly handlers: readonly {
    readonly span: Span;
    readonly bodySpan: Span;
    readonly types: readonly string[];
  }[];
  readonly context: Context;
}

export type JumpKind = "return" | "break" | "continue" | "throw";

export interface Jump {
  readonly kind: JumpKind;
  readonly value: Expression | undefined;
  readonly span: Span;
  readonly context: Context;
}

/** A `field` is what a class assigns as `this.x`, `self.x` or in its body; its uses are those inside the class. */
export type BindingKind =
  | "import"
  | "variable"
  | "parameter"
  | "function"
  | "class"
  | "loop"
  | "catch"
  | "field";

/** A name in a scope. Shadowing is resolved: two bindings of one spelling are two values. */
export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  /** Declared so, or never assigned again. */
  readonly constant: boolean;
  readonly topLevel: boolean;
  /** Other files may use it: `export`, `module.exports`, `__all__`. */
  readonly exported: boolean;
  /** Fully qualified name for an import (`axios`, `requests.get`, `pg.Pool`), else undefined. */
  readonly imported: string | undefined;
  /** First value, when there is exactly one assignment that can reach; else undefined. */
  readonly initialiser: Expression | undefined;
  /** Declared type as written, else undefined. */
  readonly type: string | undefined;
  readonly span: Span;
  /** Span of the whole declaration statement. */
  readonly declarationSpan: Span;
  /** Every place that names it other than its declaration. */
  readonly uses: readonly Use[];
}

export interface Use {
  readonly span: Span;
  /** The innermost call whose receiver is this name (`cache.set(k, v)`), if any. */
  readonly call: Call | undefined;
  /** `cache[k] = v`, `del cache[k]`, `cache = …`, `cache[k]`, `cache.size`, or anything else. */
  readonly role:
    | "receiver"
    | "element-write"
    | "element-delete"
    | "element-read"
    | "member-read"
    | "write"
    | "read";
  /** Key of an element access, name of a member read. */
  readonly key: Expression | undefined;
  readonly context: Context;
}

export interface Assignment {
  readonly target: Expression;
  readonly value: Expression;
  /** `=`, `+=`, `*=` … */
  readonly operator: string;
  readonly span: Span;
  readonly context: Context;
}

/** A binary operation, wherever it stands: `hash(key) % n`. */
export interface Operation {
  readonly expression: Expression & { readonly kind: "binary" };
  /** What the result is used for: index of an element access, initial value of a variable, hole in a text, argument. */
  readonly usedAs:
    | { readonly kind: "index"; readonly object: Expression }
    | { readonly kind: "initialiser"; readonly binding: Binding }
    | { readonly kind: "hole"; readonly text: Expression & { readonly kind: "text" } }
    | { readonly kind: "argument"; readonly call: Call; readonly position: number }
    | { readonly kind: "returned"; readonly function: FunctionScope }
    | { readonly kind: "other" };
  readonly context: Context;
}

export interface Import {
  /** Module as written: `axios`, `node:http`, `requests`, `./cache`. */
  readonly module: string;
  readonly span: Span;
}

export interface Comment {
  readonly text: string;
  readonly span: Span;
}

export interface CodeModel {
  readonly uri: string;
  /** Within the project, with forward slashes; see `ModelInput.path`. */
  readonly path: string;
  /** VS Code's language id. */
  readonly languageId: string;
  readonly text: string;
  /** From path and content: test file, generated file, example, migration … */
  readonly file: FileKind;
  readonly imports: readonly Import[];
  readonly bindings: readonly Binding[];
  readonly calls: readonly Call[];
  readonly functions: readonly FunctionScope[];
  readonly loops: readonly Loop[];
  readonly tries: readonly Try[];
  readonly jumps: readonly Jump[];
  readonly assignments: readonly Assignment[];
  readonly operations: readonly Operation[];
  readonly comments: readonly Comment[];
}

export interface FileKind {
  readonly test: boolean;
  readonly generated: boolean;
  readonly example: boolean;
  readonly migration: boolean;
  /** `"use client"`, a TSX component: runs in a browser. */
  readonly browser: boolean;
}
