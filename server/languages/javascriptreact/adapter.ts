/** JavaScript with JSX: its grammar reads JSX anyway. */
import type { LanguageAdapter } from "../adapter.ts";
import { ecmascript } from "../javascript/ecmascript.ts";

export const adapter: LanguageAdapter = {
  ...ecmascript,
  id: "javascriptreact",
  grammar: "tree-sitter-javascript.wasm",
  facts: ["javascript/facts.scm", "javascript/facts.fields.scm"],
};
