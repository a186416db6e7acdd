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

/**
 * Base forms of which the word may be an inflection, likeliest first; empty when it looks like a base form itself. Those
 * without a vowel are no words (`dns` has no `dn`) unless somebody uses them: ask `isPronounceable`.
 */
export function baseForms(word: string): string[] {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return [];
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

/** A base form and what English makes of it as noun and verb. Words of one or two letters only take a plural. */
export function inflections(base: string): string[] {
  if (!/^[a-z]+$/.test(base)) return [base];
  if (base.length <= 2) return base.length === 1 ? [base] : [base, `${base}s`];
  const forms = [base, ...plurals(base), ...participles(base, "ed"), ...participles(base, "ing")];
  return bothShores.test(base) ? forms.flatMap((form) => [form, ...spellings(form)]) : forms;
}

/** The word itself in singular and plural: for names that are a participle and mean more than their verb. */
export const nounForms = (word: string): string[] => [word, ...plurals(word)];

function plurals(base: string): string[] {
  if (/[^aeiou]y$/.test(base)) return [`${base.slice(0, -1)}ies`];
  if (/(?:ex|ix)$/.test(base) && base.length > 4) return [`${base}es`, `${base.slice(0, -2)}ices`];
  return [sibilant.test(base) ? `${base}es` : `${base}s`];
}

function participles(base: string, ending: "ed" | "ing"): string[] {
  if (base.endsWith("e")) {
    if (ending === "ed") return [`${base}d`];
    return [/(?:ee|ye|oe)$/.test(base) ? `${base}ing` : `${base.slice(0, -1)}ing`];
  }
  if (ending === "ed" && /[^aeiou]y$/.test(base)) return [`${base.slice(0, -1)}ied`];
  const plain = `${base}${ending}`;
  if (!doubling.test(base)) return [plain];
  const doubled = `${base}${base.at(-1)}${ending}`;
  // `planed` belongs to `plane`; in longer words both spellings are in use (`cancelled`, `canceled`).
  return oneSyllable.test(base) ? [doubled] : [plain, doubled];
}

/** Most words have no such ending in any form. */
const bothShores = /i[sz](?:e|ing|er|ation)/;

/** `-ize` and `-ise`, `-ization` and `-isation`: both shores. */
function spellings(form: string): string[] {
  if (form.length < 8) return [];
  const other = form.replace(
    /i([sz])(e[ds]?|ing|ers?|ations?)$/,
    (_, letter: string, rest: string) => `i${letter === "s" ? "z" : "s"}${rest}`,
  );
  return other === form ? [] : [other];
}
