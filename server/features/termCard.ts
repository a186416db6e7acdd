/**
 * What a hover says of a term, in at most twelve lines, since other hovers share the window: name, definition, one
 * trade-off, one figure, and the ways on. Command links are made only for commands that the client said it handles.
 */
import { firstSentence, sentences } from "../content/markdown.ts";
import type { SimulatorLink, Term } from "../content/types.ts";
import { escapeMarkdown, inertMarkdown, plainText } from "./inertMarkdown.ts";

export interface CardDeps {
  /** Commands of the client, in full (`designwise.openTerm`). */
  readonly commands: readonly string[];
  /** The client shows Markdown; else the card is plain text. */
  readonly markdown: boolean;
  /** Undefined for a term that is not in force. */
  term(id: string): Term | undefined;
  /** A pattern's name; undefined when there is no such pattern. */
  patternName(id: string): string | undefined;
}

const maxRelated = 6;
const maxLinks = 2;

export function termCard(term: Term, deps: CardDeps): string {
  const paragraphs = [
    [`**${escapeMarkdown(term.name)}**`, inertMarkdown(term.definition)],
    [labelled("Trade-off", firstSentence(section(term, "Trade-offs")))],
    [labelled("In numbers", figure(section(term, "In numbers")))],
    [relatedLine(term, deps)],
    [waysOn(term, deps)],
  ].map((lines) => lines.filter((line) => line !== ""));
  const full = paragraphs.filter((lines) => lines.length > 0);
  if (!deps.markdown) return full.flat().map(plainText).join("\n");
  // Two spaces end a line inside a paragraph.
  return full.map((lines) => lines.join("  \n")).join("\n\n");
}

const section = (term: Term, title: string): string =>
  term.sections.find((each) => each.title === title)?.markdown ?? "";

const labelled = (label: string, text: string): string =>
  text === "" ? "" : `*${label}:* ${inertMarkdown(text, 300)}`;

/** The sentence with the bold figure, else the first. */
function figure(markdown: string): string {
  return sentences(markdown).find((sentence) => /\*\*[^*]+\*\*/.test(sentence)) ?? firstSentence(markdown);
}

function relatedLine(term: Term, deps: CardDeps): string {
  const links = term.related
    .flatMap((id) => deps.term(id) ?? [])
    .slice(0, maxRelated)
    .map(({ id, name }) => link("openTerm", { id }, shortName(name), deps));
  return links.length === 0 ? "" : `Related: ${links.join(" · ")}`;
}

/** Page, uses, patterns, simulators, and the way to be told no more. Without the command, the page cannot be offered and the others are only named. */
function waysOn(term: Term, deps: CardDeps): string {
  const page = handles("openTerm", deps) ? [link("openTerm", { id: term.id }, "Open page", deps)] : [];
  const uses = handles("findUses", deps) ? [link("findUses", { id: term.id }, "Find uses", deps)] : [];
  const known = handles("markKnown", deps)
    ? [link("markKnown", { id: term.id }, "I know this one", deps)]
    : [];
  const patterns = term.patterns.flatMap((id) => {
    const name = deps.patternName(id);
    return name === undefined ? [] : [link("insertPattern", { id }, `Insert pattern: ${name}`, deps)];
  });
  const simulators = term.simulators.map((simulator) =>
    link("openSimulator", { ...simulator }, `Simulate: ${simulatorName(simulator)}`, deps),
  );
  return [...page, ...uses, ...patterns.slice(0, maxLinks), ...simulators.slice(0, maxLinks), ...known].join(
    " · ",
  );
}

/** Presets are named in kebab-case; people read words. */
const simulatorName = ({ engine, preset }: SimulatorLink): string => (preset ?? engine).replaceAll("-", " ");

const shortName = (name: string): string => name.replace(/\s*\([^)]*\)/g, "");

const handles = (command: string, deps: CardDeps): boolean =>
  deps.markdown && deps.commands.includes(`designwise.${command}`);

function link(command: string, argument: object, label: string, deps: CardDeps): string {
  const text = escapeMarkdown(label);
  if (!handles(command, deps)) return text;
  // A parenthesis would end the link.
  const query = encodeURIComponent(JSON.stringify([argument])).replace(/[()]/g, (each) =>
    each === "(" ? "%28" : "%29",
  );
  return `[${text}](command:designwise.${command}?${query})`;
}
