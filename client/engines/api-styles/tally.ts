/**
 * What `fetchScreen` and `costOf` find, counted instead of done: objects of a kind are equally long, so that bodies are sums.
 * Each kind's size is measured once with the real encoders. Runs use this, for it takes microseconds; tests hold it to the real
 * thing, and the scene shows the real thing.
 */
import { costOf, type ScreenCost } from "./cost.ts";
import { commentOf, type Graph, POSTS, postOf, userOf } from "./data.ts";
import { GRPC_BYTES, type Params } from "./params.ts";
import { jsonLength, shownComment, shownPost } from "./screen.ts";
import { encodeScreen, type FetchStep, graphqlQuery, pagesOf } from "./styles.ts";

const SAMPLE: Graph = { postAuthors: Int32Array.of(0), commentAuthors: Int32Array.of(0), commentsPerPost: 1 };
const user = userOf(0);
const post = postOf(SAMPLE, 0);
const comment = commentOf(SAMPLE, 0, 0);
const SHOWN_COMMENT = shownComment(comment, user);

/** What stands around the lists. */
const ANSWER_FRAME = jsonLength({ data: { posts: [] } }) - 2;
const COMPOUND_FRAME = jsonLength({ data: [], included: [] }) - 4;

const USER_BYTES = jsonLength(user);
const POST_BYTES = jsonLength(post);
const COMMENT_BYTES = jsonLength(comment);
const SHOWN_POST_BYTES = jsonLength(shownPost(post, user, []));
const SHOWN_COMMENT_BYTES = jsonLength(SHOWN_COMMENT);

/** A list in JSON: brackets, and commas between its entries. */
const list = (count: number, entryBytes: number): number => 2 + count * entryBytes + Math.max(0, count - 1);

/** Bytes of so many shown posts as JSON. */
export function shownBytes(posts: number, comments: number): number {
  return list(posts, SHOWN_POST_BYTES - 2 + list(comments, SHOWN_COMMENT_BYTES));
}

/** By number of comments: the length of one post in binary, its tag and length included. */
const binaryPosts = new Map<number, number>();

function binaryPostBytes(comments: number): number {
  let bytes = binaryPosts.get(comments);
  if (bytes === undefined) {
    const shown = Array.from({ length: comments }, () => SHOWN_COMMENT);
    bytes = encodeScreen([shownPost(post, user, shown)]).length;
    binaryPosts.set(comments, bytes);
  }
  return bytes;
}

/** Marks of the users seen on a screen; kept between calls, for a fresh set each time would be garbage. */
const seen = new Int32Array(5001);
let mark = 0;

function forgetAuthors(): void {
  mark++;
  if (mark < 0x7fffffff) return;
  seen.fill(0);
  mark = 1;
}

/** Different users among the authors of these posts and, when asked for, of their comments, who are not seen yet. */
function newAuthors(graph: Graph, from: number, count: number, ofComments: boolean): number {
  let fresh = 0;
  for (let i = 0; i < count; i++) {
    const id = (from + i) % POSTS;
    const first = ofComments ? id * graph.commentsPerPost : id;
    const authors = ofComments ? graph.commentAuthors : graph.postAuthors;
    for (let k = 0; k < (ofComments ? graph.commentsPerPost : 1); k++) {
      const author = authors[first + k]!;
      if (seen[author] === mark) continue;
      seen[author] = mark;
      fresh++;
    }
  }
  return fresh;
}

export function tallyScreen(style: string, values: Params, graph: Graph, from: number): ScreenCost {
  forgetAuthors();
  const steps = style === "rest" ? restSteps(values, graph, from) : pagedSteps(style, values, graph, from);
  return costOf({ steps, screen: [] }, values, style);
}

function restSteps(values: Params, graph: Graph, from: number): FetchStep[] {
  const { posts, comments } = values;
  const steps: FetchStep[] = pagesOf(values, from).map(({ count }) => step(1, list(count, POST_BYTES), [1]));
  const authors = newAuthors(graph, from, posts, false);
  const lists = comments === 0 ? 0 : posts;
  const bytes = authors * USER_BYTES + lists * list(comments, COMMENT_BYTES);
  steps.push(step(authors + lists, bytes, [authors + lists]));
  const writers = newAuthors(graph, from, posts, true);
  if (writers > 0) steps.push(step(writers, writers * USER_BYTES, [writers]));
  return steps;
}

function pagedSteps(style: string, values: Params, graph: Graph, from: number): FetchStep[] {
  const { comments } = values;
  return pagesOf(values, from).map((page) => {
    // Each page is a request of its own, which knows nothing of the one before.
    forgetAuthors();
    const levels = comments === 0 ? [1, 1] : [1, 1, 1];
    if (style === "rest-compound") {
      const users =
        newAuthors(graph, page.from, page.count, false) + newAuthors(graph, page.from, page.count, true);
      return step(1, compoundBytes(page.count, users, page.count * comments), levels);
    }
    if (style === "grpc") {
      const request = varintField(page.count) + varintField(page.from) + varintField(comments);
      return step(1, request + page.count * binaryPostBytes(comments) + 2 * GRPC_BYTES, levels);
    }
    const query = queryBytes(page.count, page.from, comments);
    const bytes = query + ANSWER_FRAME + shownBytes(page.count, comments);
    return step(
      1,
      bytes,
      style === "graphql" ? plainLevels(page.count, comments) : loaderLevels(graph, page, comments),
    );
  });
}

const digits = (value: number): number => (value < 10 ? 1 : value < 100 ? 2 : 3);

/** Without the three numbers' digits, with and without comments. */
const QUERY_BYTES = [
  jsonLength({ query: graphqlQuery(0, 0, 0) }) - 2,
  jsonLength({ query: graphqlQuery(0, 0, 1) }) - 3,
];

function queryBytes(first: number, after: number, comments: number): number {
  const base = digits(first) + digits(after);
  return comments === 0 ? QUERY_BYTES[0]! + base : QUERY_BYTES[1]! + base + digits(comments);
}

/** A small number's field in binary: nothing for 0, else its tag and one byte or two. */
function varintField(value: number): number {
  return value === 0 ? 0 : value < 128 ? 2 : 3;
}

function compoundBytes(posts: number, users: number, comments: number): number {
  const included = 2 + users * USER_BYTES + comments * COMMENT_BYTES + Math.max(0, users + comments - 1);
  return COMPOUND_FRAME + list(posts, POST_BYTES) + included;
}

function plainLevels(posts: number, comments: number): number[] {
  return comments === 0 ? [1, posts] : [1, 2 * posts, posts * comments];
}

function loaderLevels(graph: Graph, page: { from: number; count: number }, comments: number): number[] {
  if (comments === 0) return [1, 1];
  newAuthors(graph, page.from, page.count, false);
  return newAuthors(graph, page.from, page.count, true) > 0 ? [1, 2, 1] : [1, 2];
}

function step(requests: number, bodyBytes: number, queryLevels: readonly number[]): FetchStep {
  return { label: "", requests, bodyBytes, queryLevels };
}
