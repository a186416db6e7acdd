/**
 * What lowering keeps of a top-level declaration: a small language-neutral tree. It is immutable and its offsets count
 * from the declaration's start, so that it outlives every edit elsewhere in the file; `server/model/link.ts` turns the
 * facts of all declarations into a CodeModel with absolute offsets and resolved names.
 */

/** Offsets in UTF-16 units from the start of the top-level declaration. */
export interface At {
  readonly start: number;
  readonly end: number;
}

export type Fact =
  | LiteralFact
  | TextFact
  | NameFact
  | ThisFact
  | MemberFact
  | IndexFact
  | CallFact
  | ObjectFact
  | ListFact
  | BinaryFact
  | AwaitFact
  | FunctionFact
  | ClassFact
  | FieldFact
  | AssignFact
  | DeclareFact
  | DeleteFact
  | LoopFact
  | ComprehensionFact
  | TryFact
  | JumpFact
  | BlockFact
  | ImportFact
  | ExportFact
  | OpaqueFact;

export interface LiteralFact extends At {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
}

/** `parts` has one element more than `holes`. */
export interface TextFact extends At {
  readonly kind: "text";
  readonly parts: readonly string[];
  readonly holes: readonly Fact[];
}

export interface NameFact extends At {
  readonly kind: "name";
  readonly name: string;
}

/** `this`; a language that names its receiver in the parameters (Python) has no such fact. */
export interface ThisFact extends At {
  readonly kind: "this";
}

export interface MemberFact extends At {
  readonly kind: "member";
  readonly object: Fact;
  readonly property: string;
}

export interface IndexFact extends At {
  readonly kind: "index";
  readonly object: Fact;
  readonly index: Fact;
}

export interface ArgumentFact extends At {
  readonly name: string | undefined;
  readonly value: Fact;
  readonly spread: boolean;
}

export interface CallFact extends At {
  readonly kind: "call";
  readonly callee: Fact;
  readonly arguments: readonly ArgumentFact[];
  readonly inside: At;
  readonly constructed: boolean;
}

export interface EntryFact extends At {
  readonly key: string;
  readonly value: Fact;
}

/** `others` are spreads and entries with a computed key: their insides count, their keys are not known. */
export interface ObjectFact extends At {
  readonly kind: "object";
  readonly entries: readonly EntryFact[];
  readonly others: readonly Fact[];
}

export interface ListFact extends At {
  readonly kind: "list";
  readonly items: readonly Fact[];
  readonly spreads: readonly Fact[];
}

export interface BinaryFact extends At {
  readonly kind: "binary";
  readonly operator: string;
  readonly left: Fact;
  readonly right: Fact;
}

export interface AwaitFact extends At {
  readonly kind: "await";
  readonly operand: Fact;
}

export type DeclarationKind = "import" | "variable" | "parameter" | "function" | "class" | "loop" | "catch";

/** A name that a scope introduces. Declaring one name twice in one scope makes one binding. */
export interface Declaration extends At {
  readonly name: string;
  readonly kind: DeclarationKind;
  readonly constant: boolean;
  readonly exported: boolean;
  readonly imported: string | undefined;
  readonly type: string | undefined;
  readonly statement: At;
}

/** A name inside a binding pattern, and the way to its part of the value; undefined when that is not a plain part. */
export interface BoundName extends At {
  readonly name: string;
  readonly path: readonly (string | number)[] | undefined;
}

/** The left side of an assignment: names, places (`a.b`, `a[i]`) and the expressions evaluated on the way (defaults). */
export interface PatternFact {
  readonly names: readonly BoundName[];
  readonly places: readonly Fact[];
  readonly values: readonly Fact[];
}

export interface ParameterFact {
  readonly pattern: PatternFact;
  readonly value: Fact | undefined;
  readonly decorators: readonly Fact[];
}

export interface FunctionFact extends At {
  readonly kind: "function";
  readonly name: string | undefined;
  /** The name that the enclosing scope binds to it, for a declaration. */
  readonly binds: At | undefined;
  readonly parameters: readonly ParameterFact[];
  /** Default values are evaluated where the function is defined (Python), not in it (JavaScript). */
  readonly defaultsOutside: boolean;
  readonly async: boolean;
  readonly decorators: readonly Fact[];
  readonly bodyAt: At;
  readonly body: readonly Fact[];
  /** The body is one expression, whose value is returned. */
  readonly returnsBody: boolean;
  readonly declarations: readonly Declaration[];
  /** `this` inside is not the `this` outside. */
  readonly ownThis: boolean;
  /** A direct member of a class. `static` ones have no receiver parameter. */
  readonly member: "instance" | "static" | undefined;
}

export interface ClassFact extends At {
  readonly kind: "class";
  readonly name: string | undefined;
  readonly binds: At | undefined;
  readonly decorators: readonly Fact[];
  readonly heritage: readonly Fact[];
  readonly body: readonly Fact[];
  /** Names bound by statements of the class body (Python); they are the class's fields too. */
  readonly declarations: readonly Declaration[];
}

/** A field declared in the class body (`private http = axios.create()`) or by a constructor's parameter. */
export interface FieldFact extends At {
  readonly kind: "field";
  readonly name: string;
  readonly nameAt: At;
  readonly type: string | undefined;
  readonly value: Fact | undefined;
  readonly static: boolean;
  /** A value that cannot be seen here is assigned: a parameter property. */
  readonly assignedElsewhere: boolean;
  readonly decorators: readonly Fact[];
}

/** An assignment to something that exists, or that it brings into being (Python). */
export interface AssignFact extends At {
  readonly kind: "assign";
  readonly pattern: PatternFact;
  readonly operator: string;
  readonly value: Fact;
}

/** A declaration with an initial value (`const x = 1`), or a resource bound for a block (`with open(p) as f`). */
export interface DeclareFact extends At {
  readonly kind: "declare";
  readonly pattern: PatternFact;
  readonly value: Fact | undefined;
  readonly awaited: boolean;
}

export interface DeleteFact extends At {
  readonly kind: "delete";
  readonly targets: readonly Fact[];
}

export interface LoopFact extends At {
  readonly kind: "loop";
  readonly loop: "each" | "count" | "while";
  readonly pattern: PatternFact | undefined;
  readonly variables: readonly string[];
  readonly iterable: Fact | undefined;
  readonly awaited: boolean;
  readonly condition: Fact | undefined;
  /** C-style: what runs once before, and what runs after each turn. */
  readonly before: readonly Fact[];
  readonly update: readonly Fact[];
  readonly bodyAt: At;
  readonly body: readonly Fact[];
  /** Python's `else` of a loop. */
  readonly after: readonly Fact[];
  readonly declarations: readonly Declaration[];
}

export interface ClauseFact extends At {
  readonly pattern: PatternFact;
  readonly iterable: Fact;
  readonly awaited: boolean;
  readonly conditions: readonly Fact[];
}

export interface ComprehensionFact extends At {
  readonly kind: "comprehension";
  readonly clauses: readonly ClauseFact[];
  readonly results: readonly Fact[];
  readonly bodyAt: At;
  readonly declarations: readonly Declaration[];
}

export interface HandlerFact extends At {
  readonly types: readonly string[];
  readonly typeFacts: readonly Fact[];
  readonly pattern: PatternFact | undefined;
  readonly bodyAt: At;
  readonly body: readonly Fact[];
  readonly declarations: readonly Declaration[];
}

export interface TryFact extends At {
  readonly kind: "try";
  readonly bodyAt: At;
  readonly body: readonly Fact[];
  readonly handlers: readonly HandlerFact[];
  /** `else` and `finally`: not caught here. */
  readonly rest: readonly Fact[];
}

export interface JumpFact extends At {
  readonly kind: "jump";
  readonly jump: "return" | "break" | "continue" | "throw";
  readonly value: Fact | undefined;
}

export interface BlockFact extends At {
  readonly kind: "block";
  readonly declarations: readonly Declaration[];
  readonly body: readonly Fact[];
}

/** The names it binds are declarations of the scope. */
export interface ImportFact extends At {
  readonly kind: "import";
  readonly module: string;
}

export interface ExportFact extends At {
  readonly kind: "export";
  readonly names: readonly NameFact[];
  /** The names stand in a fact beside this one, which counts as their use. */
  readonly counted: boolean;
}

/** Code of no meaning to rules; what stands inside it counts. */
export interface OpaqueFact extends At {
  readonly kind: "opaque";
  readonly children: readonly Fact[];
}

export interface CommentFact extends At {
  readonly text: string;
}

/** All that is kept of one child of the file's root. */
export interface DeclarationFacts {
  readonly facts: readonly Fact[];
  readonly declarations: readonly Declaration[];
  readonly comments: readonly CommentFact[];
  /** The parser had to guess: such facts are never reused. */
  readonly hasError: boolean;
}
