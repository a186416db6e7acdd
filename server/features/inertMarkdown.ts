/**
 * Text from a glossary file, made safe to stand beside our own links: trust in Markdown covers a whole hover, so a link
 * that a workspace's file brings along would be trusted too. Emphasis and inline code stay; links, images, HTML and
 * everything that begins a block go.
 */

/** One line of Markdown without links, images and HTML. Longer texts are cut at a word. */
export function inertMarkdown(markdown: string, maxLength = 600): string {
  const line = cut(markdown.replace(/\s+/g, " ").trim(), maxLength);
  // With neither of these, every reader of Markdown pairs the backticks as we do.
  const unambiguous = !/\\|``/.test(line);
  const parts = line.split(/(`[^`]+`)/).map((part, index) => {
    const isCode = index % 2 === 1 && (unambiguous || safeCode.test(part));
    return isCode ? part : inertText(part);
  });
  // What would begin a heading, a list or a quotation begins a sentence here.
  return parts
    .join("")
    .replace(/^(?=[#>+=|~-]|\*\s)/, "\\")
    .replace(/^(\d+)(?=[.)]\s)/, "$1\\");
}

/** Inline code that would be harmless even if the client did not take it for code. */
const safeCode = /^`[^`[\]<>\\:@.]+`$/;

/** A name is no Markdown at all. */
export const escapeMarkdown = (text: string): string =>
  inertAddresses(cut(text.replace(/\s+/g, " ").trim(), 120).replace(/[\\`*_{}[\]()#+!|~]/g, "\\$&"));

/** For clients that show plain text: the words alone. */
export const plainText = (markdown: string): string =>
  markdown
    .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, "$1")
    .replace(/\*\*|`|(?<![\w\\])[*_](?=\S)|(?<=\S)[*_](?!\w)/g, "")
    .replace(/\\([\\`*_{}[\]()#+!|~])/g, "$1")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();

/**
 * First what a link shows is kept, then every character that could still make one is escaped: whatever the first step
 * misunderstands, the second makes harmless.
 */
function inertText(text: string): string {
  return inertAddresses(
    text.replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1").replace(/[\\`[\]]/g, "\\$&"),
  );
}

/** Tags, entities, and what editors make links of by themselves. */
const inertAddresses = (text: string): string =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/:(?=\/\/)/g, "&#58;")
    .replace(/\bwww\.(?=\w)/gi, (start) => `${start.slice(0, -1)}&#46;`)
    .replace(/(\w)@(?=\w)/g, "$1&#64;");

function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const space = text.lastIndexOf(" ", maxLength);
  return `${text.slice(0, space > maxLength / 2 ? space : maxLength).replace(/[\ud800-\udbff]$/, "")}…`;
}
