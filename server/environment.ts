/** What the server needs of the place where it runs; the two `main` files supply it. */
import type { Content } from "./content/types.ts";
import type { LocalFiles } from "./sourceFiles.ts";
import type { LocalWorkspace } from "./workspace.ts";

export interface Environment {
  readonly content: Content;
  /** Absent where there is no disk. */
  readonly localFiles?: LocalFiles;
  /** Likewise. */
  readonly localWorkspace?: LocalWorkspace;
  /**
   * Bytes of a file of `dist/grammars`; `options` are the client's initialization options. Rejects when it cannot be had.
   */
  loadGrammar(file: string, options: Readonly<Record<string, unknown>>): Promise<Uint8Array>;
}
