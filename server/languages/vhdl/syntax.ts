/** VHDL and Ada: the quote marks attributes too. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["vhdl", "ada"],
  files: { vhdl: ["*.vhd", "*.vhdl"], ada: ["*.adb", "*.ads"] },
  lineComments: ["--"],
  blockComments: [],
  strings: [
    { open: '"', close: '"', doubled: true },
    { open: "'", close: "'", character: true },
  ],
  imports: ["^\\s*(?:use|with)\\s+([\\w.]+)"],
};
