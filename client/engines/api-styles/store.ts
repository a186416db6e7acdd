/** The database behind every style: it counts the queries it is asked and the rows it gives. */
import {
  type Comment,
  commentOf,
  FIRST_POST,
  FIRST_USER,
  type Graph,
  POSTS,
  type Post,
  postOf,
  type User,
  userOf,
} from "./data.ts";

export class CountingStore {
  readonly #graph: Graph;
  queries = 0;
  rows = 0;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** `count` posts from the one with this number on; after the last comes the first. */
  page(from: number, count: number): Post[] {
    return this.#answer(Array.from({ length: count }, (_, i) => postOf(this.#graph, (from + i) % POSTS)));
  }

  user(id: number): User {
    return this.#answer([userOf(id - FIRST_USER)])[0]!;
  }

  /** … WHERE id IN (…) */
  usersById(ids: readonly number[]): User[] {
    return this.#answer(ids.map((id) => userOf(id - FIRST_USER)));
  }

  comments(postId: number): Comment[] {
    return this.#answer(this.#commentsOf(postId));
  }

  /** … WHERE post_id IN (…), grouped in the order of the ids. */
  commentsByPost(postIds: readonly number[]): Comment[][] {
    const lists = postIds.map((id) => this.#commentsOf(id));
    this.#answer(lists.flat());
    return lists;
  }

  #commentsOf(postId: number): Comment[] {
    return Array.from({ length: this.#graph.commentsPerPost }, (_, place) =>
      commentOf(this.#graph, postId - FIRST_POST, place),
    );
  }

  #answer<Row>(rows: Row[]): Row[] {
    this.queries++;
    this.rows += rows.length;
    return rows;
  }
}
