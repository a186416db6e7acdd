/** CMake. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["cmake"],
  files: { cmake: ["*.cmake", "CMakeLists.txt"] },
  lineComments: ["#"],
  blockComments: [{ open: "#\\[(=*)\\[", close: "]$1]", delimited: true }],
  strings: [
    { open: "\\[(=*)\\[", close: "]$1]", delimited: true, multiline: true },
    { ...doubleQuoted, multiline: true },
  ],
  imports: ["\\b(?:include|find_package)\\(\\s*(\\w+)"],
  identifierExtra: "-",
};
