/** TypeScript with JSX: a grammar of its own (`<T>x` is no cast there), the same facts. */
import type { LanguageAdapter } from "../adapter.ts";
import { ecmascript } from "../javascript/ecmascript.ts";

export const adapter: LanguageAdapter = {
  ...ecmascript,
  id: "typescriptreact",
  grammar: "tree-sitter-tsx.wasm",
  facts: ["javascript/facts.scm", "typescript/facts.scm"],
};
