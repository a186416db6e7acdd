/** What the encodings of columns of whole numbers have in common: values of 32 bits to bytes and back. */
export interface IntegerCodec {
  readonly name: string;
  encode(values: Int32Array): Uint8Array;
  /** @throws MalformedBytesError for bytes that `encode` cannot have made. */
  decode(bytes: Uint8Array): Int32Array;
}

/** Values of a block at most; a count beyond it is a broken block, and must not make a reader allocate. */
export const MAX_BLOCK_VALUES = 0x1000000;
