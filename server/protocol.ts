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
  /** It answers `listFiles` and `readFile`. */
  readonly files?: boolean;
}

export const requests = {
  /** params: none → every term that is in force, workspace terms included. */
  terms: "designwise/terms",
  /** params: { id } → Term | null */
  term: "designwise/term",
  /** params: none → string[]: topics of these terms in the order of the glossary, a team's own first. */
  topics: "designwise/topics",
  /** params: { textDocument, position } → TermHere | null: the term under the cursor, wherever it stands. */
  termAt: "designwise/termAt",
  /** params: { id } and a work-done token → Uses: everywhere in the workspace. */
  uses: "designwise/uses",
  /** params: UnderlinesParams → Underlines */
  underlines: "designwise/underlines",
  /** Server → client. params: { max } → FileList: text files of the workspace, without what the user excludes. */
  listFiles: "designwise/listFiles",
  /** Server → client. params: { uri, maxBytes } → ReadFile */
  readFile: "designwise/readFile",
  /** Server → client. params: FindGlossariesParams → FileList: a team's glossary files, in folders that are on no disk. */
  findGlossaries: "designwise/findGlossaries",
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

export interface TermHere {
  readonly id: string;
  readonly name: string;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** As the protocol has it: 0-based, in UTF-16 units, without the end. */
export interface PlaceRange {
  readonly start: Place;
  readonly end: Place;
}

export interface Uses {
  readonly uses: readonly { readonly uri: string; readonly range: PlaceRange }[];
  /** Files that hold a use. */
  readonly files: number;
  /** What was not searched and why, as sentences. */
  readonly leftOut: readonly string[];
}

export interface UnderlinesParams {
  readonly textDocument: { readonly uri: string };
  readonly ranges: readonly PlaceRange[];
}

export interface Underlines {
  /** Of the document that the ranges belong to. */
  readonly version: number;
  readonly ranges: readonly PlaceRange[];
}

export interface FileList {
  readonly uris: readonly string[];
  /** There are more. */
  readonly truncated: boolean;
}

/** `binary` is everything that is no UTF-8 text. */
export type ReadFile =
  | { readonly text: string }
  | { readonly text?: undefined; readonly reason: "too large" | "binary" | "unreadable" };

export interface FindGlossariesParams {
  /** URI of a workspace folder. */
  readonly folder: string;
  readonly max: number;
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
