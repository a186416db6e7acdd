/**
 * The words by which placing keys on machines is recognised, and those by which its harmless likenesses are: a hash
 * table, a ring buffer, striped locks and workers of one process use the same arithmetic and move no data.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** A word of the name of a function or variable that yields a hash. */
export const hashWords = words(
  "hash hashed hashing hashcode crc crc32 crc16 crc32c murmur murmur3 murmurhash fnv fnv1a xxhash xxh32 xxh64 xxh3 " +
    "md5 sha1 sha256 sha512 digest hexdigest checksum adler adler32 cityhash farmhash siphash djb2 fingerprint",
);

/** Python: `hash()` of a text differs from process to process. */
export const randomisedHash = "hash";

/** Wrappers around a hash that keep it one: `abs(hash(k))`, `parseInt(hex, 16)`, `buffer.readUInt32BE(0)`. */
export const conversions = words(
  "abs int parseint number bigint from_bytes readuint32be readuint32le readuint16be readint32be readint32le " +
    "readbiguint64be slice substring substr digest hexdigest tostring floor trunc update unpack unpack_from charcodeat",
);

/** Last word of a key that names an entity: `userId`, `customer_id`, `partition key`. */
export const keyWords = words("id key uid uuid pk email username");

/** What a key is placed on, when data or sessions have to move with it. */
export const placeWords = words(
  "shard shards node nodes server servers backend backends host hosts partition partitions database databases db dbs " +
    "connection connections conn conns pool pools client clients peer peers broker brokers clusters instance " +
    "instances redis memcached upstream upstreams",
);

/** Names of things within one process, or of fixed slots that are assigned to machines by a table. */
export const localWords = words(
  "slot slots vnode vnodes virtual bucket buckets table lock locks mutex mutexes stripe stripes segment segments worker " +
    "workers thread threads queue queues ring buffer row rows column columns color colors colour palette page pages " +
    "counter round robin rr next cursor turn executor executors entry entries",
);

/** In a class or function so named, the remainder is an index into memory. */
export const localStructure =
  /hash_?(?:map|table|set)|bloom|sketch|hyperloglog|cuckoo|ring_?buffer|round_?robin|lock|stripe|lru/i;

/** So many parts are fixed virtual slots (Redis Cluster has 16,384), which are moved by a table and not by arithmetic. */
export const virtualSlots = 1024;
