/** How names and text are cut into words, and which inflections of a word count as it. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { breakGap, gapBetween, looseGap, noGap, tightGap } from "../../server/glossary/gap.ts";
import { baseForms, inflections } from "../../server/glossary/inflection.ts";
import { foldWord } from "../../server/glossary/letters.ts";
import { findTerms } from "../../server/glossary/match.ts";
import { anyPhrases, phrasesOf } from "../../server/glossary/phrases.ts";
import { buildTermIndex } from "../../server/glossary/termIndex.ts";
import { Vocabulary } from "../../server/glossary/vocabulary.ts";
import { WordReader, wordsOf } from "../../server/glossary/wordReader.ts";
import { sampleTerm } from "./sampleTerms.ts";

describe("words", () => {
  for (const [text, ...words] of [
    ["rateLimiter", "rate", "Limiter"],
    ["HTTPRateLimiter", "HTTP", "Rate", "Limiter"],
    ["two2PC", "two", "2", "PC"],
    ["K8s", "K", "8", "s"],
    ["listAPIs", "list", "APIs"],
    ["URLsByHost", "URLs", "By", "Host"],
    ["SLOsAndSLAs", "SLOs", "And", "SLAs"],
    ["aB", "a", "B"],
    ["RATE_LIMITER__X", "RATE", "LIMITER", "X"],
    ["p99.9", "p", "99", "9"],
    ["überLänge", "über", "Länge"],
    ["Łódź", "Łódź"],
    ["re\u0301sume\u0301", "re\u0301sume\u0301"],
    ["co\u00adoperate", "co\u00adoperate"],
    ["哈希ring", "哈", "希", "ring"],
    ["a😀b", "a", "b"],
    ["", ...[]],
  ] as const) {
    it(`${JSON.stringify(text)} is ${words.join(" ")}`, () => {
      assert.deepEqual(
        wordsOf(text).map((word) => word.text),
        words,
      );
    });
  }

  it("are compared without case and diacritics", () => {
    assert.equal(foldWord("RÉSUMÉ"), "resume");
    assert.equal(foldWord("re\u0301sume\u0301"), "resume");
    assert.equal(foldWord("Größe"), "große");
    assert.notEqual(foldWord("が"), foldWord("か"));
    assert.notEqual(foldWord("가"), foldWord("각"));
  });
});

describe("looking words up", () => {
  const words = ["cache", "hash", "shard", "queue", "résumé".normalize("NFC"), "一", "2"].map(foldWord);
  const vocabulary = new Vocabulary(words);
  const found = (text: string): number[] => {
    const reader = new WordReader();
    reader.load(text, 0, text.length);
    reader.open(0, text.length);
    const numbers: number[] = [];
    while (reader.next()) numbers.push(vocabulary.find(reader.hash, reader.check));
    return numbers;
  };

  it("finds every form in any case, with any accents", () => {
    for (const word of words) {
      for (const form of vocabulary.formsOf(vocabulary.numberOf(word)))
        for (const text of [form, form.toUpperCase(), `${form} `])
          assert.deepEqual(found(text), [vocabulary.numberOf(word)], text);
    }
    assert.deepEqual(
      found("Résumés RE\u0301SUME\u0301 re\u00adsume"),
      Array(3).fill(vocabulary.numberOf("resume")),
    );
  });

  it("finds nothing else among a hundred thousand words of the same letters", () => {
    const known = new Set(words.flatMap((word) => vocabulary.formsOf(vocabulary.numberOf(word))));
    const others = Array.from({ length: 100_000 }, (_, index) =>
      [0, 5, 10, 15]
        .map((shift) => "acehsqudrbkmnoptvwxyzlgfij"[((index * 2654435761) >>> shift) % 26])
        .join(""),
    ).filter((word) => !known.has(word));
    assert.deepEqual(
      others.filter((word) => found(word)[0] !== 0),
      [],
    );
  });
});

describe("inflections", () => {
  /** Forms that count as the word when a term is named by it alone. */
  const same = (word: string, form: string): boolean => {
    const vocabulary = new Vocabulary([word]);
    return vocabulary.numberOf(form) !== 0 && vocabulary.numberOf(form) === vocabulary.numberOf(word);
  };
  for (const [word, forms] of [
    ["cache", ["caches", "cached", "caching"]],
    ["caching", ["cache", "caches", "cached"]],
    ["hash", ["hashes", "hashed", "hashing"]],
    ["hashing", ["hash", "hashes", "hashed"]],
    ["retry", ["retries", "retried", "retrying"]],
    ["shard", ["shards", "sharded", "sharding"]],
    ["limit", ["limits", "limited", "limiting"]],
    ["shed", ["sheds", "shedding"]],
    ["commit", ["commits", "committed", "committing"]],
    ["query", ["queries", "queried"]],
    ["queue", ["queues", "queued", "queuing"]],
    ["index", ["indexes", "indices", "indexed", "indexing"]],
    ["indices", ["index"]],
    ["plan", ["plans", "planned", "planning"]],
    ["optimization", ["optimisation", "optimizations"]],
    ["materialized", ["materialised", "materialize"]],
    ["key", ["keys", "keyed"]],
    ["leader", ["leaders"]],
    ["bus", ["buses"]],
    ["used", ["use", "uses"]],
  ] as const) {
    for (const form of forms) it(`${form} counts as ${word}`, () => assert.ok(same(word, form)));
  }
  for (const [word, other] of [
    ["plan", "plane"],
    ["plane", "plan"],
    ["plan", "planed"],
    ["rate", "rat"],
    ["rat", "rate"],
    ["cap", "cape"],
    ["order", "ordeal"],
    ["limiter", "limit"],
    ["server", "serve"],
    ["used", "us"],
    ["ring", "r"],
    ["string", "str"],
    ["status", "statu"],
    ["consensus", "consensu"],
    ["redis", "redi"],
    ["process", "proces"],
    ["speed", "spe"],
    ["cap", "capacity"],
    ["raft", "rafters"],
    ["v", "vs"],
  ] as const) {
    it(`${other} does not count as ${word}`, () => assert.ok(!same(word, other)));
  }

  it("terms that use several forms of a word share it", () => {
    const vocabulary = new Vocabulary(["hashing", "hash", "caching", "cached"]);
    assert.equal(vocabulary.numberOf("hashing"), vocabulary.numberOf("hash"));
    assert.equal(vocabulary.numberOf("caching"), vocabulary.numberOf("cached"));
    assert.notEqual(vocabulary.numberOf("hash"), vocabulary.numberOf("cached"));
  });

  it("plurals that some term uses are plurals still, of abbreviations too", () => {
    for (const [word, plural] of [
      ["ttl", "ttls"],
      ["cookie", "cookies"],
      ["query", "queries"],
      ["slo", "slos"],
    ] as const) {
      const vocabulary = new Vocabulary([plural, word]);
      assert.equal(vocabulary.numberOf(plural), vocabulary.numberOf(word), plural);
    }
    assert.equal(new Vocabulary(["https"]).numberOf("http"), 0);
  });

  it("an invented form never takes a real word's place", () => {
    const vocabulary = new Vocabulary(["caching", "rat", "rate", "rating"]);
    assert.notEqual(vocabulary.numberOf("rat"), vocabulary.numberOf("rate"));
  });

  it("a base form of a base form is found again", () => {
    for (const base of ["cache", "limit", "retry", "hash", "commit", "plan", "index", "query"]) {
      for (const form of inflections(base)) {
        if (form !== base)
          assert.ok(baseForms(form).includes(base), `${form} of ${base}: ${baseForms(form)}`);
      }
    }
  });
});

describe("phrases of a name", () => {
  const spellings = (name: string): string[] => phrasesOf(name).map(({ words }) => words.join(" "));
  for (const [name, ...expected] of [
    ["Rate limiter", "rate limiter", "ratelimiter"],
    ["Hot key", "hot key"],
    ["B-tree", "b tree", "btree"],
    ["GraphQL", "graph ql", "graphql"],
    ["OAuth 2.0", "o auth 2 0", "oauth 2 0"],
    ["2PC", "2 pc"],
    ["Little's law", "little law", "littlelaw"],
    ["Time to live (TTL)", "time to live", "timetolive"],
    ["N+1 query", "n 1 query"],
    ["SSL/TLS", "ssl tls"],
    ["一致", "一 致"],
    ["(nothing)"],
    ["+"],
  ] as const) {
    it(`${name}: ${expected.join(", ")}`, () => assert.deepEqual(spellings(name), expected));
  }
  it("a name of too many words has none", () => assert.deepEqual(spellings("a ".repeat(30)), []));
  it("of plain names are those that the way for any name finds", () => {
    const part = fc.stringMatching(/^[a-z]{1,7}$/);
    const name = fc.tuple(
      fc.constantFrom("", "A", "Z"),
      fc.array(part, { minLength: 1, maxLength: 18 }),
      fc.constantFrom(" ", "-"),
    );
    fc.assert(
      fc.property(name, ([capital, parts, between]) => {
        const text = capital + parts.join(between);
        assert.deepEqual(phrasesOf(text), anyPhrases(text));
      }),
    );
  });
  it("state which symbols must stand", () => {
    assert.deepEqual(phrasesOf("OAuth 2.0")[0]?.gaps, [tightGap, looseGap, ".".charCodeAt(0)]);
  });
});

describe("gaps", () => {
  const rules = { hyphenated: false, spaced: false, lineComments: ["//"], prose: false };
  const gap = (between: string, place: "comment" | "identifier" | "string"): number =>
    gapBetween(`a${between}b`, 1, 1 + between.length, place, rules);
  it("none, tight and loose", () => {
    assert.equal(gap("", "identifier"), noGap);
    assert.equal(gap("_", "identifier"), tightGap);
    assert.equal(gap("-", "comment"), tightGap);
    assert.equal(gap("\u2013", "comment"), tightGap);
    assert.equal(gap("  ", "comment"), looseGap);
    assert.equal(gap("'s ", "comment"), looseGap);
    assert.equal(gap("\r\n   /// ", "comment"), looseGap);
    assert.equal(gap("\n", "string"), looseGap);
  });
  it("what ends a word belongs to it", () => {
    for (const between of ["+ ", "* "]) assert.equal(gap(between, "comment"), looseGap);
    for (const between of ["+ ", "* "]) assert.equal(gap(between, "identifier"), breakGap);
    for (const between of [" +", " *", "+  ", "= ", "/ "]) assert.equal(gap(between, "comment"), breakGap);
  });
  it("a wide space, an empty line and a dash break", () => {
    for (const between of ["     ", "\n\n", " - ", ", ", "\n// - ", "x".repeat(200)]) {
      assert.ok(gap(between, "comment") > looseGap, JSON.stringify(between));
    }
    assert.ok(gap("\n// ", "string") > looseGap);
  });
  it("a space or hyphen joins what prose quotes as code, and no identifiers of code", () => {
    const quoted = { ...rules, prose: true };
    assert.equal(gapBetween("a b", 1, 2, "identifier", quoted), looseGap);
    assert.equal(gapBetween("a\nb", 1, 2, "identifier", quoted), breakGap);
    assert.equal(gapBetween("a, b", 1, 3, "identifier", quoted), breakGap);
    assert.equal(gapBetween("a-b", 1, 2, "identifier", quoted), tightGap);
    assert.equal(gap("-", "identifier"), breakGap);
    assert.equal(gap(" ", "identifier"), breakGap);
  });
  it("a dot joins identifiers for names that have it", () => {
    assert.equal(gap(".", "identifier"), ".".charCodeAt(0));
    for (const between of ["..", "?.", "()", "/", "::", "+"])
      assert.equal(gap(between, "identifier"), breakGap);
    const index = buildTermIndex([sampleTerm("Deserialization", { aliases: ["JSON.parse", "json load"] })]);
    const found = (text: string): string[] =>
      findTerms({ text, languageId: "typescript" }, index).map(({ name }) => name);
    assert.deepEqual(found("JSON.parse(text); json.parse; JSON.stringify(x)"), ["JSON.parse", "JSON.parse"]);
    assert.deepEqual(found("JSON parse; json_parse; json.load; jsonLoad"), ["json load"]);
  });
});
