/** What one glossary file says, whatever its kind, before it is known beside which others it stands. */
import type { Term } from "../content/types.ts";

export interface ParsedTerm {
  /** Its id is unique within the file only. */
  readonly term: Term;
  /** Globs of the documents that it is for, besides the file's folder; undefined: all of the folder. */
  readonly paths?: readonly string[];
}

/** Another glossary file that this one takes over, as written, and where. */
export interface Import {
  readonly target: string;
  readonly line: number;
  readonly character: number;
}

export interface ParsedFile {
  readonly terms: readonly ParsedTerm[];
  readonly imports: readonly Import[];
}
