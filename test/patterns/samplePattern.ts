/** A pattern small enough that a test can state the whole text after inserting it. */
import type { Pattern, PatternCode, PatternLanguage } from "../../server/content/types.ts";

const code: Readonly<Record<PatternLanguage, Omit<PatternCode, "language">>> = {
  typescript: {
    imports: ['import { setTimeout as delay } from "node:timers/promises";'],
    code: "class Box {\n  #size = 1;\n}",
    tabStops: [{ index: 1, token: "Box" }],
  },
  javascript: {
    imports: ['import { setTimeout as delay } from "node:timers/promises";'],
    code: "class Box {\n  #size = 1;\n}",
    tabStops: [{ index: 1, token: "Box" }],
  },
  python: {
    imports: ["import threading", "from typing import Dict, List"],
    code: "class Box:\n    size = 1",
    tabStops: [{ index: 1, token: "Box" }],
  },
  java: {
    imports: ["import java.util.List;", "import java.util.Map;"],
    code: "final class Box {\n    int size = 1;\n}",
    tabStops: [{ index: 1, token: "Box" }],
  },
  go: {
    imports: ['import "fmt"', 'import "sync"'],
    code: "type Box struct {\n\tsize int\n}",
    tabStops: [{ index: 1, token: "Box" }],
  },
};

export function samplePattern(changes: Partial<Record<PatternLanguage, Partial<PatternCode>>> = {}): Pattern {
  const languages = Object.keys(code) as PatternLanguage[];
  return {
    id: "box",
    name: "Box",
    prefixes: ["box", "crate-like"],
    summary: "Holds one thing.",
    terms: [],
    rules: [],
    simulators: [],
    sources: [],
    markdown: "",
    code: languages.map((language) => ({ language, ...code[language], ...changes[language] })),
    file: "snippets/box/pattern.md",
  };
}
