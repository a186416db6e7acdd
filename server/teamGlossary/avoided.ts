/**
 * Words to avoid, as people list them: `Purchase, order line (see below); bill`. What is in parentheses explains, and what
 * is longer than a name is a remark, of which no use can be found in a text.
 */

const maxWords = 4;
const maxLength = 60;

/** The words themselves, without marks of Markdown, each once. */
export function avoidedWords(list: string): string[] {
  const entries = withoutParentheses(list)
    .split(/[,;、，；]/)
    .filter((entry) => entry.length <= 2 * maxLength)
    .map((entry) =>
      entry
        .replace(/[*_`"“”]/g, "")
        .replace(/[.\s]+$/, "")
        .trim(),
    )
    .filter(isName);
  const seen = new Set<string>();
  return entries.filter((entry) => !seen.has(entry.toLowerCase()) && seen.add(entry.toLowerCase()));
}

/** In one pass, since parentheses nest and a workspace's text may hold any number of them. */
function withoutParentheses(text: string): string {
  let depth = 0;
  let kept = "";
  for (const character of text) {
    if (character === "(") depth++;
    else if (character === ")") depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += character;
  }
  return kept;
}

const isName = (entry: string): boolean =>
  entry.length > 1 &&
  entry.length <= maxLength &&
  /\p{L}/u.test(entry) &&
  !/[:→=]/.test(entry) &&
  entry.split(/\s+/).length <= maxWords;
