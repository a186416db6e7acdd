/** Shells. `#` opens a comment only at the start of a word. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, hereDocument } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["shellscript", "bats", "fish"],
  files: {
    shellscript: ["*.sh", "*.bash", "*.zsh", "*.ksh", ".bashrc", ".zshrc"],
    bats: ["*.bats"],
    fish: ["*.fish"],
  },
  lineComments: ["#"],
  lineCommentsAt: "afterSpace",
  blockComments: [],
  strings: [
    { ...hereDocument, open: "<<-?[ \\t]*[\"'\\\\]?([A-Za-z_]\\w{0,63})[\"']?" },
    { ...doubleQuoted, multiline: true, interpolation: { open: "$(", close: ")" } },
    { open: "$'", close: "'", escape: "\\", multiline: true },
    { open: "'", close: "'", multiline: true },
  ],
  // A minus stands only within `$((…))`; all else that has one is a command, a flag or a file.
  identifierExtra: "-",
  imports: ["^\\s*(?:source|\\.)[ \\t]+[\"']?([^\\s\"']+)"],
};
