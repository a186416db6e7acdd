/** PowerShell: the escape is the backtick. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["powershell"],
  files: { powershell: ["*.ps1", "*.psm1", "*.psd1"] },
  lineComments: ["#"],
  lineCommentsAt: "afterSpace",
  blockComments: [{ open: "<#", close: "#>" }],
  strings: [
    { open: '@"', close: '\n"@', multiline: true },
    { open: "@'", close: "\n'@", multiline: true },
    {
      open: '"',
      close: '"',
      escape: "`",
      doubled: true,
      multiline: true,
      interpolation: { open: "$(", close: ")" },
    },
    { open: "'", close: "'", doubled: true, multiline: true },
  ],
  imports: ["^\\s*(?:Import-Module|using\\s+module)\\s+([\\w.]+)"],
  identifierExtra: "$-",
};
