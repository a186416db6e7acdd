/** How a load balancer chooses. It is told of everything it may go by, and owns no clock and no randomness. */
import type { Backends } from "./backends.ts";

export interface Balancer {
  readonly backends: Backends;
  /**
   * The server for a request, −1 while none is up. `hash`: 32 bits of the request's key; `first` and `second`: uniform in
   * [0, 1). A policy takes of these what it needs.
   */
  pick(hash: number, first: number, second: number, nowMs: number): number;
  /** A request has been sent to this server. */
  begin(server: number): void;
  /** It was answered after so long, or has failed. */
  end(server: number, latencyMs: number, nowMs: number): void;
  setUp(server: number, up: boolean): void;
}
