/**
 * The styles at work: each fetches the same screen through the same store, with real bodies and real queries. A step is what can
 * be asked for at the same time, because nothing in it depends on another answer.
 */
import type { Comment, Post, User } from "./data.ts";
import { GRPC_BYTES, type Params } from "./params.ts";
import { BatchLoader } from "./primitives/batchLoader.ts";
import { ProtobufWriter } from "./primitives/protobufWriter.ts";
import { jsonLength, type ShownPost, shownComment, shownPost } from "./screen.ts";
import type { CountingStore } from "./store.ts";

/** Requests that leave together, and the queries behind them. */
export interface FetchStep {
  readonly label: string;
  readonly requests: number;
  /** Of requests and responses together, without headers. */
  readonly bodyBytes: number;
  /** Groups of queries that can run at once, one after the other. */
  readonly queryLevels: readonly number[];
}

export interface Fetched {
  readonly steps: readonly FetchStep[];
  readonly screen: readonly ShownPost[];
}

/** Pages of the wanted posts, which come one after the other: a cursor is known when the page before is there. */
export function pagesOf({ posts, page }: Params, from: number): { from: number; count: number }[] {
  const list: { from: number; count: number }[] = [];
  for (let at = 0; at < posts; at += page) list.push({ from: from + at, count: Math.min(page, posts - at) });
  return list;
}

export function fetchScreen(style: string, values: Params, store: CountingStore, from: number): Fetched {
  switch (style) {
    case "rest-compound":
      return compound(values, store, from);
    case "graphql":
      return graphql(values, store, from, false);
    case "graphql-loader":
      return graphql(values, store, from, true);
    case "grpc":
      return grpc(values, store, from);
    default:
      return rest(values, store, from);
  }
}

/** One resource a request: the list, then authors and comments, then who wrote those. */
function rest(values: Params, store: CountingStore, from: number): Fetched {
  const steps: FetchStep[] = [];
  const posts: Post[] = [];
  for (const page of pagesOf(values, from)) {
    const list = store.page(page.from, page.count);
    posts.push(...list);
    steps.push({ label: "GET /posts", requests: 1, bodyBytes: jsonLength(list), queryLevels: [1] });
  }
  const users = new Map<number, User>();
  const need = (ids: readonly number[]): { count: number; bytes: number } => {
    const missing = [...new Set(ids)].filter((id) => !users.has(id));
    for (const id of missing) users.set(id, store.user(id));
    return { count: missing.length, bytes: missing.reduce((sum, id) => sum + jsonLength(users.get(id)), 0) };
  };
  const authors = need(posts.map(({ authorId }) => authorId));
  const comments = posts.map(({ id }) => (values.comments === 0 ? [] : store.comments(id)));
  const commentRequests = values.comments === 0 ? 0 : posts.length;
  const commentBytes = values.comments === 0 ? 0 : comments.reduce((sum, list) => sum + jsonLength(list), 0);
  const second = authors.count + commentRequests;
  steps.push({
    label: "GET /users/…, /posts/…/comments",
    requests: second,
    bodyBytes: authors.bytes + commentBytes,
    queryLevels: [second],
  });
  const writers = need(comments.flat().map(({ authorId }) => authorId));
  if (writers.count > 0)
    steps.push({
      label: "GET /users/…",
      requests: writers.count,
      bodyBytes: writers.bytes,
      queryLevels: [writers.count],
    });
  return { steps, screen: assemble(posts, comments, users) };
}

function assemble(
  posts: readonly Post[],
  comments: readonly Comment[][],
  users: ReadonlyMap<number, User>,
): ShownPost[] {
  return posts.map((post, i) => {
    const shown = comments[i]!.map((comment) => shownComment(comment, users.get(comment.authorId)!));
    return shownPost(post, users.get(post.authorId)!, shown);
  });
}

/** JSON:API's compound document: whole resources, each once, in one response a page. */
function compound(values: Params, store: CountingStore, from: number): Fetched {
  const steps: FetchStep[] = [];
  const screen: ShownPost[] = [];
  for (const page of pagesOf(values, from)) {
    const posts = store.page(page.from, page.count);
    const comments =
      values.comments === 0 ? posts.map(() => []) : store.commentsByPost(posts.map(({ id }) => id));
    const ids = [...new Set([...posts, ...comments.flat()].map(({ authorId }) => authorId))];
    const users = new Map(store.usersById(ids).map((user) => [user.id, user]));
    const body = { data: posts, included: [...users.values(), ...comments.flat()] };
    const queryLevels = values.comments === 0 ? [1, 1] : [1, 1, 1];
    steps.push({ label: "GET /posts?include=…", requests: 1, bodyBytes: jsonLength(body), queryLevels });
    screen.push(...assemble(posts, comments, users));
  }
  return { steps, screen };
}

/** What the client sends, without white space. */
export const graphqlQuery = (first: number, after: number, comments: number): string =>
  `{posts(first:${first},after:${after}){title author{name avatarUrl}` +
  `${comments === 0 ? "" : `comments(first:${comments}){text author{name}}`}}}`;

/** One request a page, exactly the fields of the screen; behind it a resolver for each field of each object. */
function graphql(values: Params, store: CountingStore, from: number, batched: boolean): Fetched {
  const steps: FetchStep[] = [];
  const screen: ShownPost[] = [];
  for (const page of pagesOf(values, from)) {
    const before = store.queries;
    const posts = store.page(page.from, page.count);
    const resolved = batched ? resolveBatched(values, store, posts) : resolveOneByOne(values, store, posts);
    const query = { query: graphqlQuery(page.count, page.from, values.comments) };
    const body = { data: { posts: resolved.screen } };
    const queryLevels = [1, ...resolved.levels];
    if (queryLevels.reduce((sum, level) => sum + level, 0) !== store.queries - before)
      throw new Error("a level of resolvers was not counted");
    steps.push({
      label: "POST /graphql",
      requests: 1,
      bodyBytes: jsonLength(query) + jsonLength(body),
      queryLevels,
    });
    screen.push(...resolved.screen);
  }
  return { steps, screen };
}

interface Resolved {
  readonly screen: ShownPost[];
  /** Queries of each level below the posts. */
  readonly levels: readonly number[];
}

/** What resolvers do by themselves: each asks for its own object. */
function resolveOneByOne(values: Params, store: CountingStore, posts: readonly Post[]): Resolved {
  let second = 0;
  let third = 0;
  const screen = posts.map((post) => {
    const author = store.user(post.authorId);
    second++;
    if (values.comments === 0) return shownPost(post, author, []);
    const comments = store.comments(post.id);
    second++;
    third += comments.length;
    return shownPost(
      post,
      author,
      comments.map((comment) => shownComment(comment, store.user(comment.authorId))),
    );
  });
  return { screen, levels: third > 0 ? [second, third] : [second] };
}

/** The same resolvers, asking loaders, which are dispatched level by level. */
function resolveBatched(values: Params, store: CountingStore, posts: readonly Post[]): Resolved {
  const users = new BatchLoader<number, User>((ids) => store.usersById(ids));
  const lists = new BatchLoader<number, Comment[]>((ids) => store.commentsByPost(ids));
  const levels: number[] = [];
  const dispatch = (): void => {
    const before = store.queries;
    if (users.waiting > 0) users.dispatch();
    if (lists.waiting > 0) lists.dispatch();
    if (store.queries > before) levels.push(store.queries - before);
  };
  const authors = new Map<number, User>();
  const keep = (user: User | undefined): void => {
    if (user !== undefined) authors.set(user.id, user);
  };
  const comments: Comment[][] = posts.map(() => []);
  for (const [i, post] of posts.entries()) {
    users.load(post.authorId, keep);
    if (values.comments === 0) continue;
    lists.load(post.id, (list) => {
      comments[i] = list ?? [];
      for (const comment of comments[i]) users.load(comment.authorId, keep);
    });
  }
  dispatch();
  dispatch();
  return { screen: assemble(posts, comments, authors), levels };
}

/** A call whose answer was designed for this screen, in binary; the server asks its store in three queries. */
function grpc(values: Params, store: CountingStore, from: number): Fetched {
  const steps: FetchStep[] = [];
  const screen: ShownPost[] = [];
  for (const page of pagesOf(values, from)) {
    const posts = store.page(page.from, page.count);
    const comments =
      values.comments === 0 ? posts.map(() => []) : store.commentsByPost(posts.map(({ id }) => id));
    const ids = [...new Set([...posts, ...comments.flat()].map(({ authorId }) => authorId))];
    const shown = assemble(posts, comments, new Map(store.usersById(ids).map((user) => [user.id, user])));
    const request = new ProtobufWriter()
      .unsigned(1, page.count)
      .unsigned(2, page.from)
      .unsigned(3, values.comments);
    const bodyBytes = request.length + encodeScreen(shown).length + 2 * GRPC_BYTES;
    const queryLevels = values.comments === 0 ? [1, 1] : [1, 1, 1];
    steps.push({ label: "Timeline.Get", requests: 1, bodyBytes, queryLevels });
    screen.push(...shown);
  }
  return { steps, screen };
}

/** message Screen { repeated Post posts = 1; } and so on, each name a number. */
export function encodeScreen(screen: readonly ShownPost[]): Uint8Array {
  const writer = new ProtobufWriter();
  for (const { title, author, comments } of screen) {
    writer.message(1, (post) => {
      post.text(1, title).message(2, (user) => user.text(1, author.name).text(2, author.avatarUrl));
      for (const comment of comments)
        post.message(3, (one) =>
          one.text(1, comment.text).message(2, (user) => user.text(1, comment.author.name)),
        );
    });
  }
  return writer.finish();
}
