/**
 * Custom requests between server and client: names and types only. Both sides import this leaf and nothing else of
 * each other's.
 */
import type { Pattern, PatternLanguage, RuleDoc, SimulatorLink, Source, Term } from "./content/types.ts";

/** Opens the simulator. Also the argument of the command `designwise.openSimulator`, whose fields are validated. */
export interface SimulationRequest {
  readonly engine: string;
  readonly preset?: string;
  readonly params?: Readonly<Record<string, number | string | boolean>>;
  readonly seed?: number;
}

/** `initializationOptions`: what this client can do beyond the protocol. */
export interface ClientFeatures {
  /** Commands that the client handles in `command:` links; the server links to no other. */
  readonly commands: readonly string[];
  /** Base of links to pages, in the editor's own scheme, e.g. `vscode://designwise.designwise`; absent: no page links. */
  readonly pageUri?: string;
}

export const requests = {
  /** params: none → every term that is in force, workspace terms included. */
  terms: "designwise/terms",
  /** params: { id } → Term | null */
  term: "designwise/term",
  /** params: none → Pattern[] */
  patterns: "designwise/patterns",
  /** params: { id, uri, position, indent } → InsertionPlan | null */
  patternInsertion: "designwise/patternInsertion",
  /** params: none → RuleDoc[] */
  rules: "designwise/rules",
  /** params: { id } → RuleDoc | null */
  rule: "designwise/rule",
  /** params: none → ServerStatus */
  status: "designwise/status",
} as const;

export const notifications = {
  /** Server → client, whenever the status changes. */
  status: "designwise/statusChanged",
} as const;

export interface ServerStatus {
  readonly terms: number;
  readonly patterns: number;
  readonly rules: number;
  /** What went wrong and still matters, newest last; empty when all is well. */
  readonly problems: readonly string[];
}

export interface PatternInsertionParams {
  readonly id: string;
  readonly language: PatternLanguage;
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
  /** One step of the editor's indentation, for documents whose text does not say. */
  readonly indent?: string;
}

/** What inserting a pattern does to a document: import edits and a snippet, applied in one undo step. */
export interface InsertionPlan {
  /** VS Code snippet syntax, indented for the place. */
  readonly snippet: string;
  readonly imports: readonly {
    readonly line: number;
    readonly character: number;
    readonly newText: string;
  }[];
  /** Where the snippet goes; may differ from the asked position when a declaration is forbidden there. */
  readonly position: { readonly line: number; readonly character: number };
  /** The snippet replaces the white space from `position` to here. */
  readonly end: { readonly line: number; readonly character: number };
}

export type { Pattern, PatternLanguage, RuleDoc, SimulatorLink, Source, Term };
