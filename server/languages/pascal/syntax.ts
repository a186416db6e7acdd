/** Pascal and Delphi. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["pascal", "objectpascal", "delphi"],
  files: { pascal: ["*.pas", "*.pp"] },
  lineComments: ["//"],
  blockComments: [
    { open: "{", close: "}" },
    { open: "(*", close: "*)" },
  ],
  strings: [{ open: "'", close: "'", doubled: true }],
  imports: ["^\\s*uses\\s+([\\w.]+)"],
};
