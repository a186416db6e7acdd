/** Placements as products and papers set them. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "virtual-nodes": {
    title: "100 virtual nodes",
    help: "Shares within about a tenth of the mean.",
    params: { scheme: "ring", nodes: 8, virtualNodes: 100, keys: 10_000 },
  },
  "one-point": {
    title: "One point a node",
    help: "The ring without virtual nodes: the fullest node has several times its share.",
    params: { scheme: "ring", nodes: 8, virtualNodes: 1, keys: 10_000 },
  },
  modulo: {
    title: "Hash modulo n",
    help: "Perfectly even, until a node joins and almost all keys move.",
    params: { scheme: "modulo", nodes: 8, virtualNodes: 1, keys: 10_000 },
  },
  ketama: {
    title: "Ketama, 160 points",
    help: "libketama, the ring of memcached clients, gives each server 160 points.",
    params: { scheme: "ring", nodes: 10, virtualNodes: 160, keys: 20_000 },
  },
  jump: {
    title: "Jump hash",
    help: "Google's numbered shards: perfectly even and no table, but only the last can leave without moving others.",
    params: { scheme: "jump", nodes: 8, keys: 10_000 },
  },
  rendezvous: {
    title: "Rendezvous hashing",
    help: "The highest score wins, as in Apache Ignite: as even as the hash, and minimal movement without a ring.",
    params: { scheme: "rendezvous", nodes: 8, keys: 3000 },
  },
  maglev: {
    title: "Maglev",
    help: "Google's load balancer: one access a look-up, even shares, and a few keys more move than must.",
    params: { scheme: "maglev", nodes: 8, keys: 10_000, tableSize: 2003 },
  },
  "multi-probe": {
    title: "Multi-probe, 21 hashes",
    help: "One point a node, and the nearest of 21 hashes of the key: the memory of the plain ring, shares nearly even.",
    params: { scheme: "multi-probe", nodes: 8, keys: 1000, probes: 21 },
  },
};
