/** JavaScript and the JSX variants: TypeScript's lexical syntax, and text for readers between the tags. */
import type { LanguageSyntax, StringSyntax } from "../language.ts";
import { syntax as typescript } from "../typescript/syntax.ts";

/** Up to the next tag, with holes of code. A tag is no type argument: no word stands right before its `<`. */
const jsxText = {
  close: "<",
  delimited: true,
  multiline: true,
  prose: true,
  interpolation: { open: "{", close: "}" },
} as const;

/** After an opening tag anything may follow but what only code begins with. */
const afterOpeningTag: StringSyntax = {
  ...jsxText,
  open: ">(?<=(?<![\\w)\\]])<[A-Za-z][\\w.-]{0,60}(?:\\s(?:[^<>]|=>){0,300})?(?<![/=])>)(?=\\s*(?:\\{|[^\\s<>(){}\\[\\]=,;:.&|?])[^<]*<)",
};

/** After a closing tag code may go on: only what holds none of its marks, up to the next tag, is text. */
const afterOtherTag: StringSyntax = {
  ...jsxText,
  open: ">(?<=(?:</[\\w.-]{1,60}|<[A-Za-z][\\w.-]{0,60}(?:\\s[^<>]{0,300})?/)>)(?=[^<>{}()=;]*[A-Za-z][^<>{}()=;]*<)",
};

export const syntax: LanguageSyntax = {
  ...typescript,
  ids: ["javascript", "javascriptreact", "typescriptreact"],
  files: {
    javascript: ["*.js", "*.mjs", "*.cjs"],
    javascriptreact: ["*.jsx"],
    typescriptreact: ["*.tsx"],
  },
  strings: [...typescript.strings, afterOpeningTag, afterOtherTag],
};
