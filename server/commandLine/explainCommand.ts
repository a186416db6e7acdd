/** `designwise explain <id>`: the page of a term, rule, pattern or engine as Markdown. */
import { engines } from "../../client/engines/index.gen.ts";
import { didYouMean } from "../content/closest.ts";
import type { Content, Source, Term } from "../content/types.ts";
import { type Command, UsageError } from "./command.ts";
import { readTeamGlossary } from "./teamGlossary.ts";

export const explainCommand: Command = {
  name: "explain",
  usage: "explain <id>",
  summary: "the page of a term, rule, pattern or engine",
  options: {},
  run: async ({ positionals }, world) => {
    const [id, ...rest] = positionals;
    if (id === undefined || rest.length > 0) throw new UsageError("explain takes exactly one id.");
    const pages = pagesOf(world.content, (await readTeamGlossary(world)).terms());
    const own = pages.filter((page) => page.id === id);
    if (own.length === 0)
      throw new UsageError(
        `There is nothing called "${id}".${didYouMean(
          id,
          pages.map((page) => page.id),
        )}`,
      );
    world.out(`${own.map((page) => page.markdown()).join("\n\n---\n\n")}\n`);
    return 0;
  },
};

interface Page {
  readonly id: string;
  readonly markdown: () => string;
}

/** One id may have a page in each face; all of them are shown. */
function pagesOf(content: Content, terms: readonly Term[]): readonly Page[] {
  return [
    ...terms.map((term) => ({ id: term.id, markdown: () => termPage(term) })),
    ...content.rules.map((rule) => ({
      id: rule.id,
      markdown: () =>
        join(
          `# ${rule.title}`,
          `Rule \`${rule.id}\`, ${rule.severity}, for ${rule.languages.join(", ")}.`,
          rule.markdown,
        ),
    })),
    ...content.patterns.map((pattern) => ({
      id: pattern.id,
      markdown: () =>
        join(
          `# ${pattern.name}`,
          pattern.summary,
          pattern.markdown,
          ...pattern.code.map(({ language, imports, code }) =>
            join(`## ${language}`, `\`\`\`${language}\n${[...imports, code].join("\n")}\n\`\`\``),
          ),
        ),
    })),
    ...engines.map((engine) => ({
      id: engine.id,
      markdown: () =>
        join(
          `# ${engine.title}`,
          `Engine \`${engine.id}\`. ${engine.summary}`,
          `Left out: ${engine.leavesOut}`,
          [
            "| Parameter | Default | Meaning |",
            "| --- | --- | --- |",
            ...Object.entries(engine.params).map(
              ([name, spec]) =>
                `| ${name} | ${String((spec as { default: unknown }).default)} | ${(spec as { help: string }).help} |`,
            ),
          ].join("\n"),
        ),
    })),
  ];
}

function termPage(term: Term): string {
  return join(
    `# ${term.name}`,
    term.aliases.length > 0 ? `Also: ${term.aliases.join(", ")}` : "",
    term.definition,
    ...term.sections.map(({ title, markdown }) => `## ${title}\n\n${markdown}`),
    term.sources.length > 0 ? `## Sources\n\n${term.sources.map(sourceLine).join("\n")}` : "",
  );
}

const sourceLine = ({ title, author, year, url }: Source): string =>
  `- ${[author, title, year, url].filter((part) => part !== undefined).join(", ")}`;

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n\n");
