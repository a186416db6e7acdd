/** What `npm run new` writes. Each text is in its reader's format; `<…>` marks what must be written by hand. */

export const kinds = ["term", "pattern", "rule", "engine"] as const;
export type Kind = (typeof kinds)[number];

/** Root-relative path → text. */
type Files = Readonly<Record<string, string>>;

const title = (id: string): string => {
  const words = id.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const pascal = (id: string): string =>
  id.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());

const packageName = (id: string): string => id.replaceAll("-", "");

const camel = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const term = (id: string): Files => ({
  [`glossary/${id}.md`]: `---
name: ${title(id)}
aliases: []
topic: <…>
related: []
pattern: []
simulator: []
rules: []
sources:
  - title: <…>
    author: <…>
    year: <…>
    url: <…>
---

<… at most three sentences: what it is, for a newcomer, without making an expert wince>

## Why it matters

<…>

## Trade-offs

<… the first sentence, at most 200 characters, is shown in the hover>

## In numbers

<… a formula or a worked figure; the first sentence is shown in the hover>

## How it fails

<…>

## Seen in

<… real systems>
`,
});

const rule = (id: string): Files => ({
  [`server/rules/${id}/rule.md`]: `---
title: <…>
severity: warning
languages: [typescript, typescriptreact, javascript, javascriptreact, python]
terms: []
patterns: []
simulator: []
sources:
  - title: <…>
    author: <…>
    year: <…>
---

## What

<…>

\`\`\`ts bad
<… runs as a test: the rule finds exactly this>
\`\`\`

## Why

<…>

## Fix

\`\`\`ts good
<… runs as a test: the rule is silent>
\`\`\`

## When it is fine

<…>
`,
  [`server/rules/${id}/rule.ts`]: `/** <… what is a fault and how it is told from what looks like it> */
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "${id}",
  check(model, report) {
    for (const call of model.calls) {
      if (call.qualified === "<…>") {
        report({ span: call.calleeSpan, message: "<… names the API and the consequence>" });
      }
    }
  },
};
`,
  [`server/rules/${id}/fixtures/basic.ts`]: `// Every line without the comment must stay silent.
<…>; // expect-finding: ${id}
`,
});

const pattern = (id: string): Files => ({
  [`snippets/${id}/pattern.md`]: `---
name: ${title(id)}
prefixes: [${id}]
summary: <…>
terms: []
rules: []
simulator: []
sources:
  - title: <…>
    author: <…>
    year: <…>
tabStops:
  typescript: [${pascal(id)}]
  python: [${pascal(id)}]
  java: [${pascal(id)}]
  go: [${pascal(id)}]
---

## What

<…>

## When

<…>

## When not

<…>

## How it fails

<…>
`,
  [`snippets/${id}/pattern.ts`]: `/** <… what it is>. What is inserted stands between the two marks. */

// designwise:begin
/** <…> */
class ${pascal(id)} {}
// designwise:end

export { ${pascal(id)} };
`,
  [`snippets/${id}/check.ts`]: `/** Behaviour of the inserted pattern: <…>. It runs; an exception is a failure. */
import assert from "node:assert/strict";
import { ${pascal(id)} } from "./pattern.ts";

assert.ok(new ${pascal(id)}());
`,
  [`snippets/${id}/pattern.py`]: `"""<… what it is>. What is inserted stands between the two marks."""

# designwise:begin
class ${pascal(id)}:
    """<…>"""
# designwise:end
`,
  [`snippets/${id}/check.py`]: `"""Behaviour of the inserted pattern: <…>. It runs; an exception is a failure."""
from pattern import ${pascal(id)}

assert ${pascal(id)}()
`,
  [`snippets/${id}/${pascal(id)}.java`]: `/* <… what it is>. What is inserted stands between the two marks. */

// designwise:begin
/** <…> */
final class ${pascal(id)} {}
// designwise:end
`,
  [`snippets/${id}/Check.java`]: `/** Behaviour of the inserted pattern: <…>. It runs; an exception is a failure. */
final class Check {
    public static void main(String[] args) {
        if (new ${pascal(id)}().equals(null)) throw new AssertionError();
    }
}
`,
  [`snippets/${id}/pattern.go`]: `// Package ${packageName(id)} <… what it is>. What is inserted stands between the two marks.
package ${packageName(id)}

// designwise:begin

// ${pascal(id)} <…>
type ${pascal(id)} struct{}

// designwise:end
`,
  [`snippets/${id}/check_test.go`]: `package ${packageName(id)}

import "testing"

// Behaviour of the inserted pattern: <…>.
func Test${pascal(id)}(t *testing.T) {
	var _ ${pascal(id)}
}
`,
});

const engine = (id: string): Files => ({
  [`client/engines/${id}/engine.ts`]: `/** <… what this simulation shows, and what it leaves out> */
import { defineEngine } from "../kernel/engine.ts";

interface State {
  /** Milliseconds between two arrivals. */
  readonly gap: number;
  done: number;
}

export const ${camel(id)} = defineEngine({
  id: "${id}",
  term: "${id}",
  title: "${title(id)}",
  kind: "process",
  summary: "<…>",
  leavesOut: "<…>",
  params: {
    rate: {
      kind: "number",
      label: "Arrival rate",
      help: "<…>",
      default: 10,
      min: 0.1,
      max: 10_000,
      unit: "1/s",
      logarithmic: true,
    },
  },
  presets: {},
  defaultUntil: 60_000,
  series: { done: { title: "Done", unit: "count", aggregation: "last", points: 500 } },
  metrics: { done: { title: "Done", unit: "count", value: (state: State) => state.done } },
  actions: {},
  init: (params, ctx): State => {
    const gap = 1000 / params.rate;
    ctx.schedule(gap, "arrive");
    return { gap, done: 0 };
  },
  on: {
    arrive: (state, ctx) => {
      state.done++;
      ctx.observe("done", state.done);
      ctx.schedule(state.gap, "arrive");
    },
  },
  scene: (state) => ({ parts: [], text: \`\${state.done} done\` }),
  describe: (event) => event,
  check: (state) => (state.done >= 0 ? undefined : "done is negative"),
});
`,
  [`client/engines/${id}/scenarios/basic.txt`]: `# <… what a reader should see here>
designwise: ${id} seed 1 until 60s expect done > 0
`,
  [`client/engines/${id}/scenarios/one-a-second.txt`]: `# <… and here>
designwise: ${id} set rate=1 seed 1 until 60s expect done > 0
`,
});

export const templates: Readonly<Record<Kind, (id: string) => Files>> = { term, pattern, rule, engine };
