/**
 * Every file of `glossary/` is a term, and a good one as far as a machine can tell. A new file needs no change here.
 * Links to the other faces are checked by `links.test.ts`.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { isId } from "../../server/content/fields.ts";
import { namesOf } from "../../server/content/names.ts";
import { readTerm } from "../../server/content/term.ts";
import type { Term } from "../../server/content/types.ts";
import { phrasesOf } from "../../server/glossary/phrases.ts";

const folder = new URL("../../glossary/", import.meta.url);
const files = readdirSync(folder).sort();
const loaded = new Map(
  files.map((file) => [file, readTerm(`glossary/${file}`, readFileSync(new URL(file, folder), "utf8"))]),
);
const terms = new Map<string, Term>();
for (const { value } of loaded.values()) if (value !== undefined) terms.set(value.id, value);

/** What a reader would call the same name of two terms: letter case and the way words are joined do not count. */
function sameName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/['’]/g, "")
      // A slash is matched as written: "blue/green" is a spelling of its own beside "blue-green".
      .replace(/[^\p{L}\p{N}+/]+/gu, " ")
      .trim()
  );
}

const ownersOfName = new Map<string, string[]>();
for (const term of terms.values()) {
  for (const each of namesOf(term)) {
    ownersOfName.set(sameName(each), [...(ownersOfName.get(sameName(each)) ?? []), term.id]);
  }
}

/**
 * Words of everyday code and English which are also names of the field. A term may carry them, but only with evidence:
 * a hover on `const cap = 5` costs more trust than a missing one.
 */
const ambiguous = new Set(
  `acid atomicity availability backup batch broker bulkhead cache caching cap cdn clock cluster commit consensus
  consistency container cube dns drain durability evict eviction failover federation fencing gossip heartbeat index
  invalidation isolation jitter jwt lease lock log monolith order ordering partition partitioning percentile pool
  primary quadtree queue quorum raft read rebalance replica replication rest retry retries ring rpc saga session shard
  sharding sidecar sla sli slo snapshot stream tcp throttle throttling timeout tls token transaction ttl udp vnode wal
  watermark webhook window windowing write`.split(/\s+/),
);

const isGoverned = (term: Term | undefined, name: string): boolean =>
  term?.recognition.some(
    ({ of }) => of === undefined || of.some((each) => sameName(each) === sameName(name)),
  ) === true;

/** What finds a name: `PSubscribe` is two words to the reader, `PSUBSCRIBE` one, so a term may need both. */
const foundBy = (name: string): string => JSON.stringify(phrasesOf(name));

function checkNames(term: Term): void {
  const names = new Map<string, string>();
  for (const name of namesOf(term)) {
    const other = names.get(foundBy(name));
    // What people say may well be found by the same words: a B+ tree is no B-tree to a reader.
    assert.ok(
      other === undefined || term.alsoWritten?.includes(name) !== true,
      `"${name}" is found as "${other}" is: one of them is enough`,
    );
    names.set(foundBy(name), name);
    const owners = new Set(ownersOfName.get(sameName(name)));
    assert.ok(
      owners.size === 1 || [...owners].every((id) => isGoverned(terms.get(id), name)),
      `"${name}" belongs to ${[...owners].join(" and ")}: evidence must tell them apart`,
    );
    assert.ok(
      !/[()]/.test(name),
      `"${name}": an abbreviation is an alias of its own, so that it is recognised`,
    );
    assert.ok(
      isGoverned(term, name) || !ambiguous.has(sameName(name)),
      `"${name}" is ambiguous: it needs evidence (recognise:)`,
    );
  }
}

function checkRelated(term: Term): void {
  assert.ok(term.related.length > 0, "a term without neighbours cannot be found by reading on");
  for (const id of term.related) {
    const other = terms.get(id);
    assert.ok(other, `related term "${id}" exists`);
    assert.ok(other.related.includes(term.id), `"${id}" names it back`);
  }
}

function checkProse(term: Term): void {
  const all = [term.definition, ...term.sections.map(({ markdown }) => markdown)].join("\n\n");
  assert.ok(
    term.definition.length <= 450,
    `the definition has ${term.definition.length} characters; a hover fits 450`,
  );
  assert.match(term.sections[2]!.markdown, /\*\*[^*]+\*\*/, "In numbers has one figure in bold");
  assert.match(term.sections[2]!.markdown, /\d/, "In numbers has a number");
  assert.match(term.sections[3]!.markdown, /^- /, "How it fails is a list");
  assert.doesNotMatch(all, /\b(TODO|TBD|FIXME|lorem ipsum)\b/i);
  assert.doesNotMatch(all, /\b(\w{3,}) \1\b/i, "a word stands twice in a row");
}

describe("glossary", () => {
  for (const [file, { value, problems }] of loaded) {
    it(file, () => {
      assert.deepEqual(problems, []);
      assert.ok(value);
      assert.ok(file.endsWith(".md") && isId(value.id) && `${value.id}.md` === file);
      assert.ok(value.sources.length > 0, "a term has a source");
      checkNames(value);
      checkRelated(value);
      checkProse(value);
    });
  }

  it("has no two terms with the same definition or section", () => {
    const owners = new Map<string, string>();
    for (const term of terms.values()) {
      for (const text of [term.definition, ...term.sections.map(({ markdown }) => markdown)]) {
        assert.equal(owners.get(text), undefined, `${term.id} repeats ${owners.get(text)}`);
        owners.set(text, term.id);
      }
    }
  });
});
