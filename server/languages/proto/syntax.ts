/** Protocol Buffers, Thrift and similar schema languages. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["proto", "proto3", "protobuf", "thrift", "capnp", "avdl", "flatbuffers"],
  files: { proto: ["*.proto"], thrift: ["*.thrift"], capnp: ["*.capnp"] },
  lineComments: ["//", "#"],
  blockComments: [starComment],
  strings: [doubleQuoted, singleQuoted],
  imports: ["^\\s*(?:import|include)\\s+(?:public\\s+|weak\\s+)?[\"']([^\"']+)[\"']"],
};
