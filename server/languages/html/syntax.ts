/** HTML: text between tags is prose, scripts and styles are their own languages. */
import type { LanguageSyntax } from "../language.ts";
import { angleComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: [
    "html",
    "xhtml",
    "vue-html",
    "handlebars",
    "mustache",
    "razor",
    "cshtml",
    "jinja-html",
    "django-html",
    "erb",
    "html-eex",
    "aspnetcorerazor",
    "liquid",
    "twig",
  ],
  files: { html: ["*.html", "*.htm"] },
  lineComments: [],
  blockComments: [
    angleComment,
    { open: "{{!--", close: "--}}" },
    { open: "{#", close: "#}" },
    { open: "@*", close: "*@" },
  ],
  strings: [],
  prose: true,
  codeMarks: [
    { open: "{{", close: "}}", multiline: true },
    { open: "{%", close: "%}", multiline: true },
    { open: "<(?=[A-Za-z/!?%])", close: ">", delimited: true, multiline: true },
  ],
  embedded: [
    { open: "<[sS][cC][rR][iI][pP][tT]\\b[^>]{0,500}>", close: "</script", language: "javascript" },
    { open: "<[sS][tT][yY][lL][eE]\\b[^>]{0,500}>", close: "</style", language: "css" },
  ],
  imports: ["\\bfrom\\s*[\"']([^\"']+)[\"']"],
  identifierExtra: "-",
};
