/**
 * English inflections of a term's words, made when the index is built: text is then looked up as it stands, which is
 * faster than stemming every word of a file, and a form counts only if it is a form of *this* word. A stemmer that cuts
 * endings from both sides would take `plane` for `plan` and `rat` for `rate`.
 *
 * Over-generation is harmless where it yields no English word (`cach`, `hashe`); rules that could yield one are guarded.
 */

const vowel = /[aeiouy]/;
const sibilant = /(?:s|x|z|ch|sh)$/;
/** Consonant, vowel, consonant at the end: `plan`, `commit`. w, x and y are never doubled. */
const doubling = /(?:^|[^aeiou])[aeiou][^aeiouwxy]$/;
const oneSyllable = /^[^aeiouy]*[aeiouy]+[^aeiouy]*$/;

const none: readonly string[] = [];

/**
 * Base forms of which the word may be an inflection, likeliest first; empty when it looks like a base form itself. Those
 * without a vowel are no words (`dns` has no `dn`) unless somebody uses them: ask `isPronounceable`.
 */
export function baseForms(word: string): readonly string[] {
  if (!/^[a-z]{3,}[sdg]$/.test(word)) return none;
  return [...ofPlural(word), ...ofParticiple(word)].filter((base) => base.length >= 3);
}

/** A word of English, not an abbreviation. */
export const isPronounceable = (word: string): boolean => vowel.test(word);

function ofPlural(word: string): string[] {
  if (word.endsWith("ies") && word.length > 4) return [`${word.slice(0, -3)}y`, word.slice(0, -1)];
  if (word.endsWith("ices") && word.length > 6)
    return [`${word.slice(0, -4)}ex`, `${word.slice(0, -4)}ix`, word.slice(0, -1)];
  if (!word.endsWith("s") || /(?:ss|us|is)$/.test(word)) return [];
  const withoutEs = word.slice(0, -2);
  return word.endsWith("es") && sibilant.test(withoutEs)
    ? [withoutEs, word.slice(0, -1)]
    : [word.slice(0, -1)];
}

function ofParticiple(word: string): string[] {
  if (word.endsWith("ied")) return [`${word.slice(0, -3)}y`];
  const ending = /(?:ing|(?<!e)ed)$/.exec(word)?.[0];
  if (ending === undefined) return [];
  const stem = word.slice(0, -ending.length);
  if (!vowel.test(stem)) return [];
  const single = /([^aeioulsz])\1$/.test(stem) ? [stem.slice(0, -1)] : [];
  // A stem of two letters is a word of its own too often (`us`ed): only with its e.
  return stem.length < 3 ? [`${stem}e`] : [...single, stem, `${stem}e`];
}

/** What makes a form of a base: its last `cut` letters go, `added` comes. */
export interface Ending {
  readonly cut: number;
  readonly added: string;
}

/** `-s`, `1-ies`: how many letters go, and what comes. */
function endings(...forms: readonly string[]): readonly Ending[] {
  return forms.map((form) => {
    const [cut, added] = form.split("-");
    return { cut: Number(cut), added: added ?? "" };
  });
}

// An index makes forms of tens of thousands of words: words of one kind share one list.
const alone = endings("-");
const short = endings("-", "-s");
const afterE = endings("-", "-s", "-d", "1-ing");
const afterTwoVowels = endings("-", "-s", "-d", "-ing");
const afterY = endings("-", "1-ies", "1-ied", "-ing");
const ofIndex = endings("-", "-es", "2-ices", "-ed", "-ing");
const regular = endings("-", "-s", "-ed", "-ing");
const afterSibilant = endings("-", "-es", "-ed", "-ing");
/** By the letter that is doubled: in words of one syllable always, in longer ones by some (`cancelled`, `canceled`). */
const doubledAlways = byLetter((letter, plural) => endings("-", plural, `-${letter}ed`, `-${letter}ing`));
const doubledBySome = byLetter((letter, plural) =>
  endings("-", plural, "-ed", `-${letter}ed`, "-ing", `-${letter}ing`),
);

function byLetter(
  make: (letter: string, plural: string) => readonly Ending[],
): ReadonlyMap<string, readonly Ending[]> {
  return new Map(
    [..."bcdfghjklmnpqrstvz"].map((letter) => [letter, make(letter, "sz".includes(letter) ? "-es" : "-s")]),
  );
}

/** A base form and what English makes of it as noun and verb. Words of one or two letters only take a plural. */
export function endingsOf(base: string): readonly Ending[] {
  if (!/^[a-z]+$/.test(base)) return alone;
  if (base.length <= 2) return base.length === 1 ? alone : short;
  const regularly = regularEndings(base);
  if (!bothShores.test(base)) return regularly;
  return regularly.flatMap((ending) => [ending, ...otherShore(base, ending)]);
}

/** The forms themselves. */
export const inflections = (base: string): string[] => endingsOf(base).map((ending) => formOf(base, ending));

const formOf = (base: string, { cut, added }: Ending): string => base.slice(0, base.length - cut) + added;

function regularEndings(base: string): readonly Ending[] {
  const last = base.at(-1) as string;
  if (last === "e") return /[eyo]e$/.test(base) ? afterTwoVowels : afterE;
  if (last === "y" && !"aeiou".includes(base.at(-2) as string)) return afterY;
  if (last === "x" && base.length > 4 && "ei".includes(base.at(-2) as string)) return ofIndex;
  // `planed` belongs to `plane`.
  if (doubling.test(base)) {
    const doubled = (oneSyllable.test(base) ? doubledAlways : doubledBySome).get(last);
    if (doubled !== undefined) return doubled;
  }
  return sibilant.test(base) ? afterSibilant : regular;
}

/** The word itself in singular and plural: for names that are a participle and mean more than their verb. */
export const nounForms = (word: string): string[] =>
  regularEndings(word)
    .filter(({ added }) => added === "" || added.endsWith("s"))
    .map((ending) => formOf(word, ending));

/** Most words have no such ending in any form. */
const bothShores = /i[sz](?:e|ing|er|ation)/;

/** `-ize` and `-ise`, `-ization` and `-isation`: both shores. */
function otherShore(base: string, ending: Ending): Ending[] {
  const form = formOf(base, ending);
  if (form.length < 8) return [];
  const other = form.replace(
    /i([sz])(e[ds]?|ing|ers?|ations?)$/,
    (_, letter: string, rest: string) => `i${letter === "s" ? "z" : "s"}${rest}`,
  );
  return other === form ? [] : [{ cut: base.length, added: other }];
}
