/** Verilog and SystemVerilog. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["verilog", "systemverilog"],
  files: { systemverilog: ["*.sv", "*.svh"] },
  lineComments: ["//"],
  blockComments: [starComment],
  strings: [doubleQuoted],
  imports: ['^\\s*`include\\s+"([^"]+)"'],
  identifierExtra: "$",
};
