/** The little graph that is asked for: users, their posts, and comments on them. Made once, of the seed. */

export interface User {
  readonly id: number;
  readonly name: string;
  readonly avatarUrl: string;
  readonly email: string;
  readonly bio: string;
  readonly location: string;
  readonly joined: string;
  readonly followers: number;
  readonly following: number;
}

export interface Post {
  readonly id: number;
  readonly authorId: number;
  readonly title: string;
  readonly body: string;
  readonly created: string;
  readonly updated: string;
  readonly likes: number;
  readonly tags: readonly string[];
}

export interface Comment {
  readonly id: number;
  readonly postId: number;
  readonly authorId: number;
  readonly text: string;
  readonly created: string;
  readonly likes: number;
}

/** Posts in the graph; screens show a few neighbours of them. */
export const POSTS = 400;
/** Ids of a kind have the same number of digits. */
export const FIRST_USER = 1000;
export const FIRST_POST = 1000;
const FIRST_COMMENT = 100_000;

/** Who wrote what: all that is random about the graph. */
export interface Graph {
  readonly postAuthors: Int32Array;
  /** Comments of a post lie side by side. */
  readonly commentAuthors: Int32Array;
  readonly commentsPerPost: number;
}

const TEXT =
  "a service answers when its queue is short and the cache still holds what users ask for again and again ".repeat(
    8,
  );
const TAGS = ["cache", "queue", "shard", "index", "quota"];

/** Texts differ and are equally long, so that an object's size is that of its kind; `tally.ts` relies on it. */
const excerpt = (from: number, length: number): string =>
  TEXT.slice((from * 7) % 100, ((from * 7) % 100) + length);

export function userOf(id: number): User {
  return {
    id: FIRST_USER + id,
    name: `User ${FIRST_USER + id}`,
    avatarUrl: `https://images.example/avatars/${FIRST_USER + id}.webp`,
    email: `user${FIRST_USER + id}@example.org`,
    bio: excerpt(id, 160),
    location: excerpt(id + 3, 12),
    joined: "2021-05-17T08:30:00Z",
    followers: 100 + ((id * 37) % 900),
    following: 100 + ((id * 53) % 900),
  };
}

export function postOf(graph: Graph, id: number): Post {
  return {
    id: FIRST_POST + id,
    authorId: FIRST_USER + graph.postAuthors[id]!,
    title: excerpt(id, 40),
    body: excerpt(id + 11, 450),
    created: "2026-03-01T12:00:00Z",
    updated: "2026-03-02T09:15:00Z",
    likes: 10 + ((id * 17) % 90),
    tags: [TAGS[id % 5]!, TAGS[(id + 2) % 5]!],
  };
}

export function commentOf(graph: Graph, postId: number, place: number): Comment {
  const id = postId * graph.commentsPerPost + place;
  return {
    id: FIRST_COMMENT + id,
    postId: FIRST_POST + postId,
    authorId: FIRST_USER + graph.commentAuthors[id]!,
    text: excerpt(id + 5, 70),
    created: "2026-03-02T10:00:00Z",
    likes: (id * 3) % 10,
  };
}
