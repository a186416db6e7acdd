/**
 * From a key to its node, side by side with hashing alone and with the best-known package: `npm run bench placement`.
 */
import { createRequire } from "node:module";
import { HashRing } from "../../client/engines/consistent-hashing/primitives/hashRing.ts";
import { JumpTable } from "../../client/engines/consistent-hashing/primitives/jumpHash.ts";
import { MaglevTable } from "../../client/engines/consistent-hashing/primitives/maglevTable.ts";
import { ModuloTable } from "../../client/engines/consistent-hashing/primitives/moduloTable.ts";
import { MultiProbeRing } from "../../client/engines/consistent-hashing/primitives/multiProbeRing.ts";
import { murmur3 } from "../../client/engines/consistent-hashing/primitives/murmur3.ts";
import type { Placement } from "../../client/engines/consistent-hashing/primitives/placement.ts";
import { RendezvousTable } from "../../client/engines/consistent-hashing/primitives/rendezvousTable.ts";
import { type Contender, type Group, measureAll } from "./measure.ts";
import { printWeights } from "./memory.ts";

/** hashring is CommonJS without types. */
const HashRingPeer = createRequire(import.meta.url)("hashring") as new (
  nodes: readonly string[],
  algorithm: string,
  options: Readonly<Record<string, number>>,
) => { get(key: string): string };

const SIZE = 1 << 16;
const keys = Array.from({ length: SIZE }, (_, i) => `user:${i * 7919}`);

const group = (count: number): Group => {
  const nodes = Array.from({ length: count }, (_, i) => `node-${i}`);
  const peer = new HashRingPeer(nodes, "md5", { "max cache size": 1 });
  const over =
    (lookUp: (key: string) => string | number): Contender =>
    (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) sum += lookUp(keys[i & (SIZE - 1)]!) === "node-1" ? 1 : 0;
      return sum;
    };
  const ours = (placement: Placement<string>): Contender => {
    for (const node of nodes) placement.add(node);
    return over((key) => placement.ownerOf(key)!);
  };
  return {
    title: `Node of a key, ${count} nodes`,
    count: 20_000,
    contenders: {
      "ring, 160 points": ours(new HashRing<string>(160)),
      maglev: ours(new MaglevTable<string>(65_537)),
      jump: ours(new JumpTable<string>()),
      rendezvous: ours(new RendezvousTable<string>()),
      "multi-probe, 21": ours(new MultiProbeRing<string>(21)),
      modulo: ours(new ModuloTable<string>()),
      "hashring, its cache of one key": over((key) => peer.get(key)),
      "murmur3 alone": over((key) => murmur3(key)),
    },
  };
};

measureAll([10, 100, 1000].map(group));

const withNodes = (placement: Placement<string>) => (): Placement<string> => {
  for (let i = 0; i < 1000; i++) placement.add(`node-${i}`);
  return placement;
};
printWeights("Bytes a node, 1,000 nodes", 1000, {
  "ring, 160 points": withNodes(new HashRing<string>(160)),
  maglev: withNodes(new MaglevTable<string>(65_537)),
  jump: withNodes(new JumpTable<string>()),
  "multi-probe, 21": withNodes(new MultiProbeRing<string>(21)),
});
