// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of languages that interpolate
/** Which words of a text are a term: every marked range must be found, and nothing else. */
import assert from "node:assert/strict";
import { findTerms, termAt } from "../../server/glossary/match.ts";
import { buildTermIndex } from "../../server/glossary/termIndex.ts";
import { parseMarked } from "../support/markedSource.ts";
import { sampleTerm, sampleTerms } from "./sampleTerms.ts";

const index = buildTermIndex(sampleTerms);

/** Asserts that exactly the marked ranges of the source are found, by both ways of asking. */
function check(languageId: string, source: string, ...ids: string[]): void {
  const { text, ranges } = parseMarked(source);
  const document = { text, languageId };
  const found = findTerms(document, index);
  assert.deepEqual(
    found.map(({ start, end }) => text.slice(start, end)),
    ranges.map(({ start, end }) => text.slice(start, end)),
    source,
  );
  assert.deepEqual(
    found.map(({ start, end }) => ({ start, end })),
    ranges.map(({ start, end }) => ({ start, end })),
  );
  if (ids.length > 0)
    assert.deepEqual(
      found.map(({ termId }) => termId),
      ids,
    );
  for (const match of found) assert.deepEqual(termAt(document, match.start, index)?.termId, match.termId);
}

/** A table of sources becomes one test each, named after the source. */
function checkEach(languageId: string, sources: readonly string[]): void {
  for (const source of sources) it(JSON.stringify(source), () => check(languageId, source));
}

describe("terms in identifiers", () => {
  checkEach("typescript", [
    "«rateLimiter».take()",
    "new Shared«RateLimiter»()",
    "«RATE_LIMITER»",
    "«rate_limiter»_by_key",
    "HTTP«RateLimiter»",
    "«ratelimiter».new",
    "«rateLimits»ByUser",
    "is«RateLimited»()",
    "«ratesLimiters»",
    "«retriesWithBackoff»",
    "two«2PC»Coordinator",
    "const «k8s»Client = 1",
    "«K8s»",
    "«p99»LatencyMs",
    "«graphql»Url",
    "«GraphQL»Client, «graphQL»",
    "«highWaterMark», «backPressure»",
    "«oauth2»Callback, «OAuth2»Client, «OAuth»Token",
    "«bTree».insert, «BTree», «btree»",
    "«throttled», «throttle», «throttling»",
    "orders; ordered; order; «ordering»",
    "hotkey; registerHotkeys; «hotKey»",
    "«loadbalancer»Url; «loadBalancers»",
    "«tokenBuckets»; token; bucket; tokenizer; buckets",
  ]);
  describe("not in data", () => {
    checkEach("typescript", [
      "const sum = '64e92pce9e0p99cc04d'; const key = 0x99p99e1f2a3;",
      "'\\u0180k8s'; '\\x80k8s'; '\\u0180 «k8s»'",
      "sha256Of«P99»Latency; «oauth2»Sha256",
      "'MIIEowIBAAKCAP99aQEAx7wN2PCk3vR0mZqT'; get«RateLimiter»V2For«P99»ByURLAndHTTP2Host",
    ]);
  });
  describe("never join across the punctuation of code", () => {
    checkEach("typescript", [
      "import x from 'x/rate/limiter'",
      "rate(limiter)",
      "a.rate; limiter",
      "rate.limiter",
      "rate limiter",
      "rate, limiter",
      "rate-limiter",
      "rate\nlimiter",
      "rate /* x */ limiter",
      "token: bucket",
      "f('rate', 'limiter')",
      "N+1; query",
    ]);
  });
  it("hyphens join only where the language writes them in names", () => {
    check("css", ".«rate-limiter» { color: red }");
    check("clojure", "(defn «rate-limiter» [n])");
    check("yaml", "«rate-limiter»:\n  replicas: 3");
    check("go", "x := rate-limiter");
  });
});

describe("terms in prose, comments and strings", () => {
  checkEach("typescript", [
    "// use a «rate limiter» here",
    "// use «rate-limited» calls and a «RateLimiter»",
    "// the «rate\n  // limiter» wraps",
    "/**\n * One «rate\n * limiter» a key.\n */",
    "/* «write-\n   ahead log» */",
    "// rate\n//\n// limiter",
    "// rate\n// - limiter",
    "// rate. Limiter",
    "// rate, limiter",
    "// rate - limiter",
    "// rate\nlimiter // limiter",
    "// an «N+1 query», n-1 query, n 1 query, N + 1 query",
    "// «SSL/TLS» and «OAuth 2.0», «oauth 2»",
    "// «Little's law», «Littles law», «Little’s law», «little's laws»",
    "// no SQL here, «NoSQL» there, «no-sql»",
    "// «99th percentile»",
    "// «consistent hash», consistently hashed",
    "// see https://rate-limiter.com/«rate-limiter» and «rate-limiter»",
    'log("the «rate limiter» is full")',
    "log(`the «rate limiter» of ${«rateLimiter».name} is full`)",
    "import { x } from './«rate-limiter».ts'",
    "// «résumé tokens», «resume token»",
    "// 使用«一致性哈希»算法",
    "// a «cache stampede»'s end",
  ]);
  checkEach("markdown", [
    "# «Rate limiting»\n\nA «rate\nlimiter» keeps `«rateLimiters»`… so [limits](«rate-limiter».md).",
    "[x](https://a.b/«rate_limiter»), [«rate limiter»](docs/x.md)",
    "rate\n\nlimiter",
    "> a «rate\n> limiter»",
    "- rate\n- limiter",
    "| rate | limiter |",
    "```py\nx = 1  # a «rate limiter»\nrate.limiter\n```",
    "C'est la «rate limit», aujourd'hui",
    "see `SQS «rate limits»`_, and `rate.limiter`",
    "```mermaid\nfirst: a «rate limiter» waits\nrate\nlimiter\n```",
  ]);
  checkEach("python", [
    '"""A «rate\nlimiter»."""\n«rate_limiter» = \'no rate, limiter\'',
    "# a «rate\n# limiter»",
  ]);
  checkEach("sql", ["CREATE «UNIQUE INDEX» i ON t (unique, index); -- a «unique\n-- index»"]);
  checkEach("typescriptreact", ["return <p id={unique}>A «rate limiter» isn't <b>rate</b> limiter</p>;"]);
  checkEach("yaml", ["a: |\n  a «rate\n  limiter»\nb: x"]);
  checkEach("shellscript", ["curl https://unique-index.test/«ratelimiter»?a «ratelimiter»"]);
  checkEach("nobody-knows", ["// a «rate limiter»", "# a «rate limiter»", "«rateLimiter» = «rate limiter»"]);
});

describe("evidence", () => {
  checkEach("typescript", [
    "const cap = 5;",
    "// cap the queue at ten; the CAP is ten",
    "// by «CAP», consistency is lost in a partition",
    "// the «CAP theorem», and «cap theorem»'s kin",
    "// CAP is spelled here.\nconst x = 1;\n// consistency is far away",
    "// one comment on «CAP»\n// goes on about consistency",
    "// one comment on CAP\n\n// and another about consistency",
    "f(...rest); rest.forEach(g)",
    "// a «REST» call, a «RESTful» one",
    "import { raft } from 'x';\nraft.start()",
    "import { x } from '@etcd/«raft»';\n«raft».start()",
    "// «Raft» elects a leader",
    "// raft of leader elections",
    "const wal = 1; // the «WAL» is a log",
    "«session».cookie; // «session» cookie",
    "// session cookie of a test",
    "// docker container",
    "«cache».get(k); // a «cache»",
    "«cache».evict(k)",
    "queue.push(x); messages.queue",
    "window.document; tokens.next(); index++; new Container(); clock.tick()",
  ]);
  checkEach("go", ["// docker «container»", "// container of widgets"]);

  describe("of exact forms, phrases and passages", () => {
    const some = "x = 1;\n".repeat(10);
    const far = "x = 1;\n".repeat(40);
    const tooFar = "x = 1;\n".repeat(400);
    checkEach("typescript", [
      "«eventStore», «EventStores», «EVENT_STORE»; eventsStore, event_stored, eventStoring",
      "«timeout»Ms, «Timeout»Error; setTimeout(f); set_timeout; // set a «timeout», set timeouts",
      "«quorum»(replica); // a «quorum» of the oldest replica",
      `quorumSize; ${some} replica`,
      `«quorum»Size; ${some} replica.vote`,
      `«quorum»Size; ${far} replica.vote`,
      `quorumSize; ${tooFar} replica.vote`,
      `/* The «quorum»: ${some} replica ${far} vote */`,
      "// a quorum, as the parliament has it, of a replica and its vote",
      `«quorum»(replica.vote); ${far} parliament`.replace("«quorum»", "quorum"),
      "cache.get(k);\nx = evict(k)".replace("cache", "«cache»"),
    ]);
  });

  it("finds a compound in either of its spellings", () => {
    const term = sampleTerm("Resolver", { recognition: [{ when: [{ near: ["GraphQL", "MySQL server"] }] }] });
    const count = (text: string): number =>
      findTerms({ text, languageId: "go" }, buildTermIndex([term])).length;
    assert.equal(count("// the resolver of GraphQL, a resolver for graphql, resolver: graph_ql"), 3);
    assert.equal(count("// resolver for mysql servers"), 1);
    assert.equal(count("// resolver for my servers and their SQL"), 0);
  });

  it("governs the inflections of a name too, but not other spellings of it", () => {
    const term = sampleTerm("Horizontal scaling", {
      aliases: ["scale out", "scaled out", "scaleout"],
      recognition: [{ of: ["scale out"], when: [{ near: ["replica"] }] }],
    });
    const found = (text: string): string[] =>
      findTerms({ text, languageId: "go" }, buildTermIndex([term])).map(({ start, end }) =>
        text.slice(start, end),
      );
    assert.deepEqual(found("// scaled out with a replica"), ["scaled out"]);
    assert.deepEqual(found("// scaled out, scaling out"), []);
    assert.deepEqual(found("// scaleout"), ["scaleout"]);
  });

  it("the longer phrase wins, and a match inside it is dropped", () => {
    check("typescript", "// a «cache stampede», a «cache»", "cache-stampede", "cache");
  });

  it("matches that overlap are both found", () => {
    const text = "consistentHashRing";
    const found = findTerms({ text, languageId: "typescript" }, index);
    assert.deepEqual(
      found.map(({ start, end }) => text.slice(start, end)),
      ["consistentHash", "HashRing"],
    );
  });

  it("the first term wins where two have the same name", () => {
    const own = { ...sampleTerm("Rate limiting"), id: "own" };
    const both = buildTermIndex([own, ...sampleTerms]);
    assert.equal(findTerms({ text: "// rate limiting", languageId: "go" }, both)[0]?.termId, "own");
  });
});

describe("the term under the cursor", () => {
  const at = (source: string, languageId = "typescript"): string | undefined => {
    const { text, cursors } = parseMarked(source);
    const match = termAt({ text, languageId }, cursors[0] as number, index);
    return match && text.slice(match.start, match.end);
  };
  for (const [source, expected] of [
    ["x = shared«|»RateLimiter", "RateLimiter"],
    ["x = sha«|»redRateLimiter", undefined],
    ["x = «|»sharedRateLimiter", "RateLimiter"],
    ["x = «|»shared_rate_limiter_for", "rate_limiter"],
    ["x = «|»shared; rateLimiter", undefined],
    ["x = «|»withTimeoutAndLoadBalancer", "LoadBalancer"],
    ["x = sharedRateL«|»imiterFor", "RateLimiter"],
    ["x = sharedRateLimiter«|»For", undefined],
    ["x = sharedRateLimiter«|»", "RateLimiter"],
    ["x = sharedRateLimiter«|»;", "RateLimiter"],
    ["// rate«|» limiter", "rate limiter"],
    ["// «|»rate limiter", "rate limiter"],
    ["«|»// rate limiter", undefined],
    ["foo«|»=rateLimiter", undefined],
    ["consistentHash«|»Ring", "HashRing"],
    ["consisten«|»tHashRing", "consistentHash"],
    ["// 😀 rate limiter 😀«|» rate limiter", undefined],
    ["// 😀 rate limiter 😀 r«|»ate limiter\r\n", "rate limiter"],
  ] as const) {
    it(`${JSON.stringify(source)} → ${expected}`, () => assert.equal(at(source), expected));
  }

  it("a range asks for the matches that touch it", () => {
    const text = "// rate limiter\n".repeat(500);
    const found = findTerms({ text, languageId: "go" }, index, { start: 3200, end: 3232 });
    assert.deepEqual(
      found.map(({ start }) => start),
      [3203, 3219],
    );
  });
});
