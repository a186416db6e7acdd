/** TypeScript: the ECMAScript facts, types as text. */
import type { LanguageAdapter } from "../adapter.ts";
import { ecmascript } from "../javascript/ecmascript.ts";

export const adapter: LanguageAdapter = {
  ...ecmascript,
  id: "typescript",
  grammar: "tree-sitter-typescript.wasm",
  facts: ["javascript/facts.scm", "typescript/facts.scm", "typescript/facts.casts.scm"],
};
