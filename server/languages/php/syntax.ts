/** PHP: a document of HTML in which code begins at `<?php`. */
import type { LanguageSyntax } from "../language.ts";
import { backtickRaw, doubleQuoted, hereDocument, singleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["php"],
  files: { php: ["*.php", "*.phtml"] },
  lineComments: ["//", "#"],
  blockComments: [starComment],
  strings: [
    hereDocument,
    { ...doubleQuoted, multiline: true, interpolation: { open: "{$", close: "}" } },
    { ...singleQuoted, multiline: true },
    backtickRaw,
  ],
  host: { open: "<\\?(?:php|=)?", close: "?>", language: "html" },
  imports: [
    "^\\s*use\\s+(?:function\\s+)?([\\w\\\\]+)",
    "\\b(?:require|include)(?:_once)?\\b[^'\"\\n]*[\"']([^\"']+)[\"']",
  ],
  identifierExtra: "$",
};
