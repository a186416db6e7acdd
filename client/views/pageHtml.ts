/**
 * Terms and rules as HTML. Content may come from a workspace, so raw HTML is off, only web links pass, and images do
 * not; the command links around the content are made here from validated ids. Pure: knows neither editor nor server.
 */
import MarkdownIt from "markdown-it";
import type { RuleDoc, SimulatorLink, Source, Term } from "../../server/protocol.ts";

export interface PageFrame {
  readonly styles: string;
  readonly cspSource: string;
}

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable("image");
markdown.validateLink = (url) => /^https?:\/\//i.test(url);

/** Examples of rules carry their verdict in the fence: ```` ```ts bad ````. */
const verdicts: Readonly<Record<string, string>> = { bad: "Reported", good: "Fine" };
const plainFence = markdown.renderer.rules.fence;
markdown.renderer.rules.fence = (tokens, index, options, env, self) => {
  const html = plainFence?.(tokens, index, options, env, self) ?? "";
  const verdict = /\s(bad|good)\s*$/.exec(tokens[index]?.info ?? "")?.[1];
  const label = verdict && verdicts[verdict];
  return label ? `<figure class="${verdict}"><figcaption>${label}</figcaption>${html}</figure>` : html;
};

/** `all` gives related terms their names. */
export function renderTerm(term: Term, all: readonly Term[], frame: PageFrame): string {
  const nameOf = new Map(all.map(({ id, name }) => [id, name]));
  const sections = term.sections.map(
    ({ title, markdown: body }) => `<h2>${escapeHtml(title)}</h2>${markdown.render(body)}`,
  );
  const related = term.related.map((id) => commandLink("openTerm", { id }, nameOf.get(id) ?? id));
  return page(
    frame,
    term.name,
    [
      `<header><p class="topic">${escapeHtml(term.topic)}</p><h1>${escapeHtml(term.name)}</h1>`,
      term.aliases.length > 0 ? `<p class="aliases">also: ${escapeHtml(term.aliases.join(", "))}</p>` : "",
      `</header><div class="definition">${markdown.render(term.definition)}</div>`,
      actions(term),
      `<p class="uses">${commandLink("findUses", { id: term.id }, "Uses in this workspace")} · ${commandLink("markKnown", { id: term.id }, "I know this one")}</p>`,
      ...sections,
      related.length > 0 ? `<h2>Related</h2><p class="related">${related.join(" · ")}</p>` : "",
      sourceList(term.sources),
    ].join("\n"),
  );
}

export function renderRule(rule: RuleDoc, frame: PageFrame): string {
  const terms = rule.terms.map((id) => commandLink("openTerm", { id }, id));
  return page(
    frame,
    rule.title,
    [
      `<header><p class="topic">rule · ${escapeHtml(rule.severity)} · <code>${escapeHtml(rule.id)}</code></p>`,
      `<h1>${escapeHtml(rule.title)}</h1></header>`,
      actions(rule),
      markdown.render(rule.markdown),
      terms.length > 0 ? `<h2>Terms</h2><p class="related">${terms.join(" · ")}</p>` : "",
      sourceList(rule.sources),
    ].join("\n"),
  );
}

export function missingPage(id: string, frame: PageFrame): string {
  return page(
    frame,
    id,
    `<h1>${escapeHtml(id)}</h1><p>There is no such entry. It may have been removed or renamed.</p>`,
  );
}

/** The way to the other faces: simulator, pattern, rules. */
function actions(from: {
  readonly patterns: readonly string[];
  readonly simulators: readonly SimulatorLink[];
  readonly rules?: readonly string[];
}): string {
  const links = [
    ...from.simulators.map((link) =>
      commandLink("openSimulator", link, `Simulate: ${link.preset ?? link.engine}`),
    ),
    ...from.patterns.map((id) => commandLink("insertPattern", { id }, `Insert pattern: ${id}`)),
    ...(from.rules ?? []).map((id) => commandLink("openRule", { id }, `Rule: ${id}`)),
  ];
  return links.length > 0 ? `<nav>${links.join("")}</nav>` : "";
}

function sourceList(sources: readonly Source[]): string {
  if (sources.length === 0) return "";
  const items = sources.map(({ title, author, year, url }) => {
    const name = escapeHtml(title);
    const linked = url && /^https?:\/\//i.test(url) ? `<a href="${escapeHtml(url)}">${name}</a>` : name;
    return `<li>${[author && escapeHtml(author), year].filter(Boolean).join(", ")}${author || year ? ": " : ""}${linked}</li>`;
  });
  return `<h2>Sources</h2><ul class="sources">${items.join("")}</ul>`;
}

function commandLink(command: string, argument: unknown, label: string): string {
  const query = encodeURIComponent(JSON.stringify([argument]));
  return `<a href="command:designwise.${command}?${escapeHtml(query)}">${escapeHtml(label)}</a>`;
}

function page(frame: PageFrame, title: string, body: string): string {
  const policy = `default-src 'none'; style-src ${frame.cspSource}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${frame.styles}">
<title>${escapeHtml(title)}</title>
</head>
<body><main>${body}</main></body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
