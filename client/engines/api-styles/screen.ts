/** What the screen shows of the graph: the same for every style, which tests compare. */
import type { Comment, Post, User } from "./data.ts";

export interface ShownComment {
  readonly text: string;
  readonly author: { readonly name: string };
}

export interface ShownPost {
  readonly title: string;
  readonly author: { readonly name: string; readonly avatarUrl: string };
  readonly comments: readonly ShownComment[];
}

export function shownPost(post: Post, author: User, comments: readonly ShownComment[]): ShownPost {
  return { title: post.title, author: { name: author.name, avatarUrl: author.avatarUrl }, comments };
}

export function shownComment(comment: Comment, author: User): ShownComment {
  return { text: comment.text, author: { name: author.name } };
}

/** Everything here is ASCII, so that characters are bytes. */
export function jsonLength(value: unknown): number {
  return JSON.stringify(value).length;
}
