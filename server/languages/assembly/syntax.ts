/** Assemblers: `;` here, `#` or `//` there. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["asm", "nasm", "masm", "gas", "arm", "mips", "wat", "llvm"],
  files: { asm: ["*.asm", "*.s"], wat: ["*.wat"] },
  lineComments: [";", "# ", "//", "@ "],
  blockComments: [starComment],
  strings: [doubleQuoted],
  imports: ['^\\s*%?\\.?include\\s+"([^"]+)"'],
};
