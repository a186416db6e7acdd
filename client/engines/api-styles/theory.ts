/** Closed forms for the number of requests, round trips and queries of a screen. */
import { exp, log } from "../kernel/math.ts";
import { HTTP1_CONNECTIONS, type Params } from "./params.ts";

/** Different users among so many authors, drawn evenly: the occupancy of U(1 − (1 − 1/U)^n) (W. Feller, An Introduction to
 *  Probability Theory and Its Applications, vol. 1, 1968, section IV.2). */
export function differentUsers(users: number, authors: number): number {
  if (users === 1) return Math.min(1, authors);
  return users * (1 - exp(authors * log(1 - 1 / users)));
}

const pagesOf = ({ posts, page }: Params): number => Math.ceil(posts / page);

export function expectedRequests(values: Params): number {
  const { style, posts, comments, users } = values;
  if (style !== "rest") return pagesOf(values);
  const lists = comments === 0 ? 0 : posts;
  return pagesOf(values) + lists + differentUsers(users, posts * (1 + comments));
}

/** Undefined where it depends on how many authors there happen to be. */
export function expectedRoundTrips(values: Params): number | undefined {
  const { style, comments, http2, users, posts } = values;
  if (style !== "rest") return pagesOf(values);
  if (comments === 0) {
    if (http2 || posts <= HTTP1_CONNECTIONS) return pagesOf(values) + 1;
    return undefined;
  }
  // With few users all who comment may be known from the posts already.
  return http2 && users >= 20 * posts ? pagesOf(values) + 2 : undefined;
}

export function expectedQueries(values: Params): number | undefined {
  const { style, posts, comments, users } = values;
  const pages = pagesOf(values);
  if (style === "rest") return expectedRequests(values);
  if (style === "graphql") return pages + posts + (comments === 0 ? 0 : posts + posts * comments);
  if (style !== "graphql-loader") return pages * (comments === 0 ? 2 : 3);
  if (comments === 0) return pages * 2;
  // One for posts, two for authors and comments, one for who commented, unless all of them are known.
  return users >= 20 * Math.min(posts, values.page) ? pages * 4 : undefined;
}
