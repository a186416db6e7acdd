/** C and the languages that grew from it. `R"x( … )x"` is C++'s raw string. */
import type { LanguageSyntax } from "../language.ts";
import { character, doubleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["c", "cpp", "cuda-cpp", "objective-c", "objective-cpp", "hlsl", "glsl", "shaderlab"],
  files: {
    c: ["*.c", "*.h"],
    cpp: ["*.cc", "*.cpp", "*.cxx", "*.hh", "*.hpp", "*.hxx", "*.inl"],
    "objective-c": ["*.m"],
    "objective-cpp": ["*.mm"],
    "cuda-cpp": ["*.cu"],
    hlsl: ["*.hlsl"],
    glsl: ["*.glsl"],
  },
  lineComments: ["//"],
  blockComments: [starComment],
  strings: [
    { open: 'R"([^()\\\\\\s]{0,16})\\(', close: ')$1"', delimited: true, multiline: true },
    doubleQuoted,
    character,
  ],
  imports: ['^[ \\t]*#[ \\t]*(?:include|import)[ \\t]*[<"]([^>"]+)[>"]'],
};
