/** What must hold after every event: enough chunks of every object, on different nodes, with the bytes that were stored. */
import { CHUNK_BYTES, type State } from "./state.ts";

export function check(state: State): string | undefined {
  const { chunks, nodeOf, params, code, bytes, originals } = state;
  let missing = 0;
  for (let object = 0; object < params.objects; object++) {
    const nodes = new Set<number>();
    for (let place = object * chunks; place < (object + 1) * chunks; place++) {
      const node = nodeOf[place]!;
      if (node < 0) {
        missing++;
        continue;
      }
      if (nodes.has(node)) return `node ${node} holds two chunks of object ${object}`;
      nodes.add(node);
      for (let i = place * CHUNK_BYTES; i < (place + 1) * CHUNK_BYTES; i++) {
        if (bytes[i] !== originals[i])
          return `chunk ${place - object * chunks} of object ${object} has other bytes`;
      }
    }
    if (nodes.size < code.dataShards)
      return `object ${object} has ${nodes.size} chunks and is not counted as lost`;
  }
  return missing === state.missing ? undefined : `${missing} chunks are missing, counted ${state.missing}`;
}
