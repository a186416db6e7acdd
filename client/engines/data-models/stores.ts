/** One network in five stores, each laid out as its model asks for, and the four questions to each. */
import { BPlusTree } from "../index/primitives/bPlusTree.ts";
import { type CompositeKey, compareComposite, withinPrefix } from "../index/primitives/compositeKey.ts";
import {
  decodeMessagePack,
  encodeMessagePack,
  type MessagePackValue,
} from "../serialization/primitives/messagePackCodec.ts";
import type { User } from "./network.ts";
import { KEYS_A_TRIP, TIMELINE } from "./params.ts";
import { DocumentCollection } from "./primitives/documentCollection.ts";
import { KeyValueStore } from "./primitives/keyValueStore.ts";
import { PropertyGraph } from "./primitives/propertyGraph.ts";
import { WideColumnTable } from "./primitives/wideColumnTable.ts";

/** What answering took. Touched: pages and rows, documents, values, nodes and edges, as the store reads them. */
export interface Work {
  trips: number;
  touched: number;
  bytes: number;
}

export interface ModelStore {
  /** The user itself. */
  profile(id: number, work: Work): number[];
  /** Times of the newest posts, newest first. */
  timeline(id: number, work: Work): number[];
  /** Users within so many steps; their names come along. */
  friends(id: number, depth: number, work: Work): number[];
  city(city: number, work: Work): number[];
}

const size = (value: MessagePackValue) => encodeMessagePack(value).length;
const profileOf = ({ id, name, city }: User) => ({ id, name, city });
const newest = ({ posts }: User) => posts.slice(-TIMELINE).reverse();
const postText = "A post of about sixty characters, as many of them really are.";
const post = (time: number) => ({ time, text: postText });
const POST_BYTES = size(post(20_000));

/** Tables with B+trees: (id), (user, friend), (author, newest first), (city, id). One statement, one round trip. */
export class RelationalModel implements ModelStore {
  readonly #users = new BPlusTree<CompositeKey, User>(compareComposite, { pageCapacity: 100 });
  readonly #friends = new BPlusTree<CompositeKey, number>(compareComposite, { pageCapacity: 100 });
  readonly #posts = new BPlusTree<CompositeKey, number>(compareComposite, { pageCapacity: 100 });
  readonly #cities = new BPlusTree<CompositeKey, number>(compareComposite, { pageCapacity: 100 });

  constructor(users: readonly User[]) {
    for (const user of users) {
      this.#users.insert([user.id], user);
      for (const friend of user.friends) this.#friends.insert([user.id, friend], friend);
      for (const time of user.posts) this.#posts.insert([user.id, -time], time);
      this.#cities.insert([user.city, user.id], user.id);
    }
  }

  profile(id: number, work: Work): number[] {
    work.trips++;
    return [this.#row(id, work).id];
  }

  timeline(id: number, work: Work): number[] {
    work.trips++;
    const times = this.#prefix(this.#posts, [id], TIMELINE, work);
    work.bytes += times.length * POST_BYTES;
    return times;
  }

  friends(id: number, depth: number, work: Work): number[] {
    work.trips++;
    const found = new Set([id]);
    let frontier = [id];
    for (let step = 0; step < depth; step++) {
      const next: number[] = [];
      for (const user of frontier) {
        for (const friend of this.#prefix(this.#friends, [user], Infinity, work)) {
          if (found.has(friend)) continue;
          found.add(friend);
          next.push(friend);
        }
      }
      frontier = next;
    }
    found.delete(id);
    for (const user of found) this.#row(user, work);
    return [...found];
  }

  city(city: number, work: Work): number[] {
    work.trips++;
    const ids = this.#prefix(this.#cities, [city], Infinity, work);
    for (const id of ids) this.#row(id, work);
    return ids;
  }

  #row(id: number, work: Work): User {
    const before = this.#users.pagesRead;
    const user = this.#users.get([id])!;
    work.touched += this.#users.pagesRead - before + 1;
    work.bytes += user.profileBytes;
    return user;
  }

  /** Values of the entries that begin with the key. */
  #prefix(tree: BPlusTree<CompositeKey, number>, key: CompositeKey, limit: number, work: Work): number[] {
    const before = tree.pagesRead;
    const values: number[] = [];
    tree.scan(key, (entry, value) => withinPrefix(entry, key) && values.push(value) < limit);
    work.touched += tree.pagesRead - before + values.length;
    return values;
  }
}

interface UserDocument {
  readonly id: number;
  readonly name: string;
  readonly city: number;
  readonly friends: readonly number[];
  /** Newest first, no more than a timeline shows. */
  readonly posts: readonly { readonly time: number; readonly text: string }[];
}

/** A document a user, with friends' ids and newest posts embedded; an index on the city. */
export class DocumentModel implements ModelStore {
  readonly #users = new DocumentCollection<UserDocument>();
  readonly #bytes: number[] = [];

  constructor(users: readonly User[]) {
    this.#users.createIndex("city");
    for (const user of users) {
      const document = { ...profileOf(user), friends: user.friends, posts: newest(user).map(post) };
      this.#users.put(user.id, document);
      this.#bytes.push(size(document));
    }
  }

  profile(id: number, work: Work): number[] {
    return this.#fetch([id], work).map((user) => user.id);
  }

  timeline(id: number, work: Work): number[] {
    return this.#fetch([id], work)[0]!.posts.map(({ time }) => time);
  }

  /** A round trip a step, with all ids of the step in one query. */
  friends(id: number, depth: number, work: Work): number[] {
    const found = new Set([id]);
    let documents = this.#fetch([id], work);
    for (let step = 0; step < depth && documents.length > 0; step++) {
      const next = new Set<number>();
      for (const { friends } of documents)
        for (const friend of friends) if (!found.has(friend)) next.add(friend);
      for (const friend of next) found.add(friend);
      documents = next.size === 0 ? [] : this.#fetch(next, work);
    }
    found.delete(id);
    return [...found];
  }

  city(city: number, work: Work): number[] {
    return this.#book(this.#users.find("city", city), work).map(({ id }) => id);
  }

  #fetch(ids: Iterable<number>, work: Work): UserDocument[] {
    return this.#book(this.#users.getMany(ids), work);
  }

  #book(documents: UserDocument[], work: Work): UserDocument[] {
    work.trips++;
    work.touched += documents.length;
    for (const { id } of documents) work.bytes += this.#bytes[id]!;
    return documents;
  }
}

/** Three values a user: profile, friends and newest posts, each under a key of its own. */
export class KeyValueModel implements ModelStore {
  readonly #store = new KeyValueStore();
  /** By user, as decoded from the profile: what a client sees on a walk, without decoding the same bytes each time. */
  readonly #cities: number[] = [];

  constructor(users: readonly User[]) {
    for (const user of users) {
      this.#store.put(`profile:${user.id}`, encodeMessagePack(profileOf(user)));
      this.#store.put(`friends:${user.id}`, encodeMessagePack(user.friends));
      this.#store.put(`posts:${user.id}`, encodeMessagePack(newest(user).map(post)));
      this.#cities.push(decoded<User>(this.#store.get(`profile:${user.id}`)).city);
    }
  }

  profile(id: number, work: Work): number[] {
    return this.#fetch([`profile:${id}`], work).map((bytes) => decoded<User>(bytes).id);
  }

  timeline(id: number, work: Work): number[] {
    return decoded<{ time: number }[]>(this.#fetch([`posts:${id}`], work)[0]).map(({ time }) => time);
  }

  /** The friends of a step in one round trip, then the profiles for their names. */
  friends(id: number, depth: number, work: Work): number[] {
    const found = new Set([id]);
    let frontier = [id];
    for (let step = 0; step < depth && frontier.length > 0; step++) {
      const next: number[] = [];
      const keys = frontier.map((user) => `friends:${user}`);
      for (const bytes of this.#fetch(keys, work)) {
        for (const friend of decoded<number[]>(bytes)) {
          if (found.has(friend)) continue;
          found.add(friend);
          next.push(friend);
        }
      }
      frontier = next;
    }
    found.delete(id);
    const ids = [...found];
    if (ids.length > 0) {
      this.#fetch(
        ids.map((user) => `profile:${user}`),
        work,
      );
    }
    return ids;
  }

  /** The store cannot look into values: all of them are fetched. */
  city(city: number, work: Work): number[] {
    work.trips += Math.ceil(this.#store.size / KEYS_A_TRIP);
    for (const [, bytes] of this.#store.entries()) {
      work.touched++;
      work.bytes += bytes.length;
    }
    return this.#cities.flatMap((own, id) => (own === city ? [id] : []));
  }

  #fetch(keys: readonly string[], work: Work): (Uint8Array | undefined)[] {
    work.trips++;
    work.touched += keys.length;
    const values = this.#store.getMany(keys);
    for (const bytes of values) work.bytes += bytes!.length;
    return values;
  }
}

function decoded<V>(bytes: Uint8Array | undefined): V {
  return decodeMessagePack(bytes!) as V;
}

/** A table for each question, with everything that it shows copied in: profiles, posts by author, friends with their
 *  names, users by city. */
export class WideColumnModel implements ModelStore {
  readonly #tables = new WideColumnTable<number>();
  readonly #users: readonly User[];

  constructor(users: readonly User[]) {
    this.#users = users;
    for (const user of users) {
      this.#tables.put(`user ${user.id}`, 0, user.id);
      for (const time of user.posts) this.#tables.put(`posts ${user.id}`, time, time);
      for (const friend of user.friends) this.#tables.put(`friends ${user.id}`, friend, friend);
      this.#tables.put(`city ${user.city}`, user.id, user.id);
    }
  }

  profile(id: number, work: Work): number[] {
    return this.#slices([`user ${id}`], undefined, work);
  }

  timeline(id: number, work: Work): number[] {
    return this.#slices([`posts ${id}`], TIMELINE, work);
  }

  friends(id: number, depth: number, work: Work): number[] {
    const found = new Set([id]);
    let frontier = [id];
    for (let step = 0; step < depth && frontier.length > 0; step++) {
      const partitions = frontier.map((user) => `friends ${user}`);
      frontier = [...new Set(this.#slices(partitions, undefined, work))].filter(
        (friend) => !found.has(friend),
      );
      for (const friend of frontier) found.add(friend);
    }
    found.delete(id);
    return [...found];
  }

  city(city: number, work: Work): number[] {
    return this.#slices([`city ${city}`], undefined, work);
  }

  /** Partitions asked for side by side; each counts, and each of its rows. */
  #slices(partitions: readonly string[], newestFirst: number | undefined, work: Work): number[] {
    work.trips++;
    return partitions.flatMap((partition) => {
      const slice = newestFirst === undefined ? {} : { limit: newestFirst, descending: true };
      const rows = this.#tables.slice(partition, slice);
      work.touched += 1 + rows.length;
      for (const { columns } of rows) {
        work.bytes += newestFirst === undefined ? this.#users[columns]!.profileBytes : POST_BYTES;
      }
      return rows.map(({ columns }) => columns);
    });
  }
}

/** Users and posts as nodes, friendships as edges; posts hang on their author, newest first; an index on the city. */
export class GraphModel implements ModelStore {
  readonly #graph = new PropertyGraph<User>();
  readonly #cities = new Map<number, number[]>();

  constructor(users: readonly User[]) {
    for (const user of users) {
      this.#graph.addNode(user);
      const list = this.#cities.get(user.city) ?? [];
      this.#cities.set(user.city, list);
      list.push(user.id);
    }
    for (const { id, friends } of users)
      for (const friend of friends) if (friend < id) this.#graph.addEdge(id, friend);
  }

  profile(id: number, work: Work): number[] {
    work.trips++;
    return this.#nodes([id], work);
  }

  timeline(id: number, work: Work): number[] {
    work.trips++;
    const times = newest(this.#graph.properties(id));
    // The user, and an edge and a node a post.
    work.touched += 1 + 2 * times.length;
    work.bytes += times.length * POST_BYTES;
    return times;
  }

  friends(id: number, depth: number, work: Work): number[] {
    work.trips++;
    const before = this.#graph.edgesFollowed;
    const found = this.#graph.within(id, depth);
    work.touched += this.#graph.edgesFollowed - before;
    return this.#nodes(found, work);
  }

  city(city: number, work: Work): number[] {
    work.trips++;
    return this.#nodes(this.#cities.get(city) ?? [], work);
  }

  #nodes(ids: number[], work: Work): number[] {
    work.touched += ids.length;
    for (const id of ids) work.bytes += this.#graph.properties(id).profileBytes;
    return ids;
  }
}

export const MODELS = ["relational", "document", "key-value", "wide-column", "graph"] as const;

/** The network with all five stores; nothing writes to it once it is made. */
export class StoredNetwork {
  readonly users: readonly User[];
  readonly stores: readonly ModelStore[];

  constructor(users: readonly User[]) {
    this.users = users;
    this.stores = [
      new RelationalModel(users),
      new DocumentModel(users),
      new KeyValueModel(users),
      new WideColumnModel(users),
      new GraphModel(users),
    ];
  }

  /** Immutable, hence shared between a state and its snapshots. */
  static restore(saved: StoredNetwork): StoredNetwork {
    return saved;
  }

  save(): StoredNetwork {
    return this;
  }
}
