/** CRC-16/XMODEM (polynomial 0x1021, start 0), by which Redis Cluster finds a key's slot (Redis Cluster specification, appendix A). */
import { encodeUtf8 } from "../../consistent-hashing/primitives/utf8.ts";

const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) !== 0 ? (crc << 1) ^ 0x1021 : crc << 1;
  return crc;
});

/** Of the text's UTF-8 bytes, 0 to 65,535. */
export function crc16(text: string): number {
  let crc = 0;
  for (const byte of encodeUtf8(text)) crc = ((crc << 8) ^ TABLE[((crc >> 8) ^ byte) & 0xff]!) & 0xffff;
  return crc;
}

/** What of a key decides its slot: between the first `{` and the next `}`, if there is anything; so that keys can be kept together. */
export function hashTag(key: string): string {
  const from = key.indexOf("{");
  if (from < 0) return key;
  const to = key.indexOf("}", from + 1);
  return to > from + 1 ? key.slice(from + 1, to) : key;
}
