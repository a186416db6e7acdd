/** JavaScript: the ECMAScript facts and the members of its own grammar. */
import type { LanguageAdapter } from "../adapter.ts";
import { ecmascript } from "./ecmascript.ts";

export const adapter: LanguageAdapter = {
  ...ecmascript,
  id: "javascript",
  grammar: "tree-sitter-javascript.wasm",
  facts: ["javascript/facts.scm", "javascript/facts.fields.scm"],
};
