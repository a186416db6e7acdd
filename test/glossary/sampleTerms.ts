/** Terms for matching tests: only what recognition looks at, so that no test depends on the glossary's content. */
import type { Recognition, Term } from "../../server/content/types.ts";

export interface SampleTerm {
  readonly aliases?: readonly string[];
  readonly alsoWritten?: readonly string[];
  readonly recognition?: readonly Recognition[];
}

export function sampleTerm(
  name: string,
  { aliases = [], alsoWritten = [], recognition = [] }: SampleTerm = {},
): Term {
  const id = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return {
    id,
    name,
    aliases,
    alsoWritten,
    topic: "test",
    definition: `${name} is a term.`,
    sections: [],
    related: [],
    patterns: [],
    rules: [],
    simulators: [],
    sources: [],
    recognition,
    file: `glossary/${id}.md`,
  };
}

/** Names as a glossary has them, with the evidence that the ambiguous ones need. */
export const sampleTerms: readonly Term[] = [
  sampleTerm("Rate limiting", { aliases: ["rate limiter", "rate limit"] }),
  sampleTerm("Token bucket"),
  sampleTerm("Write-ahead log", {
    aliases: ["WAL"],
    recognition: [
      { of: ["WAL"], when: [{ spelling: ["WAL"], near: ["log", "fsync", "segment", "checkpoint"] }] },
    ],
  }),
  sampleTerm("CAP theorem", {
    aliases: ["CAP"],
    recognition: [
      { of: ["CAP"], when: [{ spelling: ["CAP"], near: ["theorem", "consistency", "availability"] }] },
    ],
  }),
  sampleTerm("Back-pressure", { alsoWritten: ["high water mark"] }),
  sampleTerm("N+1 query", { aliases: ["N+1 problem", "N plus one query"] }),
  sampleTerm("OAuth 2.0", { aliases: ["OAuth", "OAuth 2"] }),
  sampleTerm("Little's law"),
  sampleTerm("Percentile (p50, p95, p99)", { aliases: ["p99", "99th percentile"] }),
  sampleTerm("Two-phase commit", { aliases: ["2PC"] }),
  sampleTerm("Kubernetes", { aliases: ["K8s"] }),
  sampleTerm("GraphQL"),
  sampleTerm("NoSQL"),
  sampleTerm("SSL/TLS"),
  sampleTerm("B-tree"),
  sampleTerm("Hot key"),
  sampleTerm("Load balancer"),
  sampleTerm("Retry with backoff"),
  sampleTerm("Consistent hashing", { aliases: ["hash ring"] }),
  sampleTerm("Ordering"),
  sampleTerm("Throttling", { aliases: ["throttle"] }),
  sampleTerm("Message queue"),
  sampleTerm("Cache", {
    recognition: [{ when: [{ places: ["comment", "prose"] }, { near: ["ttl", "evict"] }] }],
  }),
  sampleTerm("Cache stampede"),
  sampleTerm("Raft", {
    recognition: [
      { when: [{ spelling: ["Raft"], near: ["leader", "log", "election"] }, { imports: ["raft"] }] },
    ],
  }),
  sampleTerm("REST", {
    recognition: [{ when: [{ spelling: ["REST"] }, { spelling: ["RESTful"] }] }],
    aliases: ["RESTful"],
  }),
  sampleTerm("Session", { recognition: [{ when: [{ near: ["cookie", "login"], notNear: ["test"] }] }] }),
  sampleTerm("Container", {
    recognition: [{ when: [{ near: ["docker", "image"], languages: ["go", "markdown"] }] }],
  }),
  sampleTerm("Event store", { recognition: [{ when: [{ form: ["event store"] }] }] }),
  sampleTerm("Timeout", { recognition: [{ when: [{ notIn: ["set timeout"] }] }] }),
  sampleTerm("Quorum", {
    recognition: [{ when: [{ around: ["replica", "vote"], notAround: ["parliament"] }] }],
  }),
  sampleTerm("Optimization", { aliases: [] }),
  sampleTerm("一致性哈希"),
  sampleTerm("Unique index"),
  sampleTerm("Résumé token"),
];
