/**
 * The contract of a rule: code over the model, never over text or a syntax tree. Its page, severity and links are data
 * in `rule.md` beside it; its API tables are data in `apis.ts`; `server/rules/index.gen.ts` finds it by its folder.
 */
import type { Severity } from "../content/types.ts";
import type { CodeModel, Span } from "../model/codeModel.ts";

export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** Offered only where it cannot change what correct code does. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Opens the simulator with the numbers of this very line. */
export interface Simulation {
  readonly engine: string;
  readonly preset?: string;
  readonly params?: Readonly<Record<string, number | string | boolean>>;
}

export interface Finding {
  readonly span: Span;
  /** Names the API and the consequence, in one sentence. */
  readonly message: string;
  /** Where this case is graver or milder than the rule's page says. A user's setting outranks it. */
  readonly severity?: Severity;
  readonly fix?: Fix;
  readonly simulation?: Simulation;
}

export interface Rule {
  readonly id: string;
  /** Calls `report` once per cause. Must not throw on any model; a throw disables the rule for the session and says so. */
  check(model: CodeModel, report: (finding: Finding) => void): void;
}
