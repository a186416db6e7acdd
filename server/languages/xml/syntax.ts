/** XML and what is written in it. */
import type { LanguageSyntax } from "../language.ts";
import { angleComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["xml", "xsl", "xsd", "svg", "plist", "xaml"],
  files: { xml: ["*.xml", "*.csproj"], xsl: ["*.xsl", "*.xslt"], svg: ["*.svg"], xaml: ["*.xaml"] },
  lineComments: [],
  blockComments: [angleComment],
  strings: [],
  prose: true,
  codeMarks: [{ open: "<(?=[A-Za-z/!?])", close: ">", delimited: true, multiline: true }],
  imports: [],
  identifierExtra: "-",
};
