// Generated from the folders of client/engines: do not edit. `npm run gen` rewrites it.
import { cache } from "./cache/engine.ts";
import { consistentHashing } from "./consistent-hashing/engine.ts";
import type { Engine } from "./kernel/engine.ts";
import { rateLimiter } from "./rate-limiter/engine.ts";

/** Every engine, by id. */
export const engines: readonly Engine[] = [
  cache,
  consistentHashing,
  rateLimiter,
];
