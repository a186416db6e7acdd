/**
 * Reads `recognise:` of a term: the evidence that an ambiguous name needs before it counts. See `Recognition` and
 * `Evidence` in `types.ts`; what the conditions mean to a text is `server/glossary/evidence.ts`.
 */
import { didYouMean } from "./closest.ts";
import { checkKeys, mapListField, textEntries, textListField } from "./fields.ts";
import type { FrontMatter, Path } from "./frontMatter.ts";
import type { Evidence, Place, Recognition } from "./types.ts";

const places: readonly Place[] = ["identifier", "comment", "string", "prose"];
const wordConditions = [
  "spelling",
  "form",
  "near",
  "around",
  "notNear",
  "notAround",
  "notIn",
  "imports",
  "languages",
] as const;

/** `names` are all of the term's, letter for letter: what `of` may pick from. */
export function recognitionListField(
  front: FrontMatter,
  path: Path,
  names: readonly string[],
): Recognition[] {
  return mapListField(front, path).flatMap((at) => {
    checkKeys(front, at, ["of", "when"]);
    const of = textEntries(front, [...at, "of"]).flatMap(({ text, at: place }) => {
      if (names.includes(text)) return [text];
      front.report(place, `"${text}" is neither the name nor an alias.${didYouMean(text, names)}`);
      return [];
    });
    const when = mapListField(front, [...at, "when"]).map((evidence) => readEvidence(front, evidence));
    if (when.length === 0) {
      front.report([...at, "when"], "`when` must list at least one kind of evidence.");
      return [];
    }
    return [of.length === 0 ? { when } : { of, when }];
  });
}

function readEvidence(front: FrontMatter, path: Path): Evidence {
  checkKeys(front, path, [...wordConditions, "places"]);
  const evidence: { -readonly [K in keyof Evidence]: Evidence[K] } = {};
  for (const condition of wordConditions) {
    const words = textListField(front, [...path, condition]);
    if (words.length > 0) evidence[condition] = words;
  }
  const stated = textEntries(front, [...path, "places"]).flatMap(({ text, at }) => {
    const place = places.find((known) => known === text);
    if (place !== undefined) return [place];
    front.report(at, `Unknown place "${text}". Known: ${places.join(", ")}.`);
    return [];
  });
  if (stated.length > 0) evidence.places = stated;
  if (Object.keys(evidence).length === 0)
    front.report(path, "This evidence states no condition, so it always holds.");
  return evidence;
}
