/** Python. Formatted strings come first, since their prefix decides that they hold code. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, tripleQuoted } from "../syntaxParts.ts";

const hole = { open: "{", close: "}" };

export const syntax: LanguageSyntax = {
  ids: ["python", "cython", "starlark"],
  files: {
    python: ["*.py", "*.pyi", "*.pyw"],
    cython: ["*.pyx", "*.pxd"],
    starlark: ["*.bzl", "*.star", "BUILD"],
  },
  lineComments: ["#"],
  blockComments: [],
  strings: [
    {
      open: "[fFtT][rR]?(\"{3}|'{3})",
      close: "$1",
      delimited: true,
      escape: "\\",
      multiline: true,
      interpolation: hole,
    },
    {
      open: "[rR][fFtT](\"{3}|'{3})",
      close: "$1",
      delimited: true,
      escape: "\\",
      multiline: true,
      interpolation: hole,
    },
    { open: "[fFtT][rR]?([\"'])", close: "$1", delimited: true, escape: "\\", interpolation: hole },
    { open: "[rR][fFtT]([\"'])", close: "$1", delimited: true, escape: "\\", interpolation: hole },
    { ...tripleQuoted, documentation: true },
    { open: "'''", close: "'''", escape: "\\", multiline: true, documentation: true },
    doubleQuoted,
    singleQuoted,
  ],
  imports: ["^[ \\t]*import[ \\t]+([\\w.]+)", "^[ \\t]*from[ \\t]+([\\w.]+)[ \\t]+import\\b"],
};
