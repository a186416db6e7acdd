/**
 * Calls that are one round trip to a database each, and what would do for all rows at once. Lazy query builders
 * (`Model.objects.filter(…)`, `session.query(…)`) are not queries until something evaluates them, so only what
 * evaluates is listed.
 */
import type { CalleeEntry } from "../calleeTable.ts";

export interface QueryCall extends CalleeEntry {
  readonly library: string;
  /** What to write instead. */
  readonly instead: string;
  /** A round trip a row as well, but each row has something of its own to say; milder than fetching. */
  readonly writes?: true;
  /** Calls made in the same tick are sent as one query by the library. */
  readonly batchedPerTick?: true;
}

/** The generated client, or a service or transaction under the name that everybody gives it. */
const prisma =
  "{@prisma/client.PrismaClient(),**.prisma,**.prismaService,**.prismaClient,prisma,prismaClient,tx,**.tx}.*";
const inFind = "one `findMany` with `in: ids` before the loop";
const modelFiles = "**/{models,model,entities,entity,schemas}/**";
const session =
  "sqlalchemy.**{Session,AsyncSession,sessionmaker(),scoped_session(),async_sessionmaker(),Connection,AsyncConnection}()**";
const mongoClient = "{pymongo.MongoClient,motor.motor_asyncio.AsyncIOMotorClient}()**";
const redis = "redis.**{Redis,StrictRedis,from_url}()";

const javascriptCalls: readonly QueryCall[] = [
  {
    callee: `${prisma}.{findUnique,findUniqueOrThrow}`,
    library: "Prisma",
    instead: inFind,
    batchedPerTick: true,
  },
  {
    callee: `${prisma}.{findFirst,findFirstOrThrow,findMany,count,aggregate,groupBy}`,
    library: "Prisma",
    instead: inFind,
  },
  {
    callee: `${prisma}.{create,update,upsert,delete}`,
    library: "Prisma",
    instead: "`createMany`, `updateMany`, or one `$transaction` of the array",
    writes: true,
  },
  {
    callee:
      "typeorm.Repository().{findOne,findOneBy,findOneOrFail,findOneByOrFail,find,findBy,count,countBy,exist,exists}",
    library: "TypeORM",
    instead: "one `find` with `In(ids)` before the loop",
  },
  {
    callee: "typeorm.Repository().{save,insert,update,delete,remove}",
    library: "TypeORM",
    instead: "one call with all the rows",
    writes: true,
  },
  {
    callee: "typeorm.{EntityManager,DataSource}()**.{findOne,findOneBy,find,findBy}",
    library: "TypeORM",
    instead: "one `find` with `In(ids)` before the loop",
  },
  {
    callee: "typeorm.{EntityManager,DataSource}()**.{save,insert,update,delete}",
    library: "TypeORM",
    instead: "one call with all the rows",
    writes: true,
  },
  { callee: "**.findByPk", library: "Sequelize", instead: "one `findAll` with `where: { id: ids }`" },
  {
    callee: `{mongoose.model(),mongoose.Model(),${modelFiles}}.{findOne,findById,countDocuments}`,
    library: "the model",
    instead: "one query for all the ids (`$in`, `IN`)",
  },
  {
    callee: `{mongoose.model(),mongoose.Model(),${modelFiles}}.{updateOne,findOneAndUpdate,findByIdAndUpdate,deleteOne,findByIdAndDelete}`,
    library: "the model",
    instead: "one `bulkWrite`",
    writes: true,
  },
  {
    callee: "mongodb.{MongoClient()**.collection(),Collection()}.{findOne,countDocuments}",
    library: "MongoDB",
    instead: "one `find({ _id: { $in: ids } })`",
  },
  {
    callee: "mongodb.{MongoClient()**.collection(),Collection()}.{insertOne,updateOne,replaceOne,deleteOne}",
    library: "MongoDB",
    instead: "one `insertMany` or `bulkWrite`",
    writes: true,
  },
  {
    callee: "knex()()**.first",
    library: "Knex",
    instead: "one query with `whereIn`",
  },
  {
    callee: "knex()()**.{insert,update,del}",
    library: "Knex",
    instead: "one `insert` of the array, or one statement with `whereIn`",
    writes: true,
  },
  {
    callee: "{redis.createClient,ioredis,ioredis.Redis}().{get,hgetall,hGetAll,hget,hGet,exists}",
    library: "Redis",
    instead: "one `mget`, or a pipeline",
  },
];

const pythonCalls: readonly QueryCall[] = [
  {
    callee: `${session}.{execute,scalar,scalars,get,all,first,one,one_or_none,count}`,
    library: "SQLAlchemy",
    instead: "one `select(…).where(Model.id.in_(ids))`, or eager loading with `selectinload`",
  },
  {
    callee: "sqlmodel.**Session()**.{exec,execute,get,scalar}",
    library: "SQLModel",
    instead: "one `select(…).where(Model.id.in_(ids))`",
  },
  {
    callee: "flask_sqlalchemy.SQLAlchemy().session.{get,execute,scalar,scalars}",
    library: "SQLAlchemy",
    instead: "one `select(…).where(Model.id.in_(ids))`",
  },
  {
    callee: `${mongoClient}.{find_one,count_documents}`,
    library: "MongoDB",
    instead: 'one `find({"_id": {"$in": ids}})`',
  },
  {
    callee: `${mongoClient}.{insert_one,update_one,replace_one,delete_one}`,
    library: "MongoDB",
    instead: "one `insert_many` or `bulk_write`",
    writes: true,
  },
  {
    callee: `${redis}.{get,hgetall,hget,exists}`,
    library: "Redis",
    instead: "one `mget`, or a pipeline",
  },
];

export const queryCalls: readonly QueryCall[] = [
  ...javascriptCalls.map((call): QueryCall => ({ ...call, family: "javascript" })),
  ...pythonCalls.map((call): QueryCall => ({ ...call, family: "python" })),
];

/** Drivers whose one method takes SQL; the SQL in its first argument is the proof. */
export const sqlMethods: ReadonlySet<string> = new Set(
  (
    "query execute executeSql fetch fetchrow fetchval fetch_one fetch_all fetch_val raw one oneOrNone many any none " +
    "$queryRawUnsafe $executeRawUnsafe exec_driver_sql"
  ).split(" "),
);

/** A statement that reads or writes rows. DDL, PRAGMA, SET and the like run once a table, not once a row. */
export const rowStatement =
  /^[\s(]*(?:SELECT\b[\s\S]*\bFROM\b|INSERT\s+INTO\b|UPDATE\b[\s\S]*\bSET\b|DELETE\s+FROM\b|WITH\b[\s\S]*\bSELECT\b)/i;

/** The statement or query takes many keys already: the loop runs over chunks of them. */
export const manyKeys =
  /\bIN\s*(?:\(\s*)?(?:\$\d|\$\{|\?|%s|%\(|:\w|\{)|\bANY\s*\(|\bUNNEST\s*\(|\bin: |\$in\b|\bIn\(|\.in_\(|\b[wW]hereIn\b|__in=/;

/** A row that is locked is worked on by itself, in a transaction of its own, on purpose. */
export const rowLock = /\block:|\bFOR UPDATE\b|\bselect_for_update\b|\bwith_for_update\b/;

/**
 * Databases inside the process. "Many small queries are efficient in SQLite", says its documentation, since none of
 * them is a round trip.
 */
export const embeddedDatabases = [
  "sqlite3",
  "better-sqlite3",
  "sqlite",
  "node:sqlite",
  "aiosqlite",
  "bun:sqlite",
  "duckdb",
  "sql.js",
  "expo-sqlite",
];

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Django: what on a manager or query set goes to the database. */
export const djangoEvaluating = words(
  "get create get_or_create update_or_create first last earliest latest count exists aggregate update delete " +
    "aget acreate aget_or_create aupdate_or_create afirst alast acount aexists aupdate adelete",
);
/** Django: what yields a query set, which a loop or `list()` then evaluates. */
export const djangoLazy = words("all filter exclude order_by values values_list distinct select_related");
/** Django: on a related manager (`author.books.all()`). */
export const djangoRelated = words("all count exists first last get filter exclude values_list");
/** SQLAlchemy's `session.query(…)` and `Model.query`. */
export const queryEvaluating = words("all first one one_or_none scalar count get get_or_404 first_or_404");
/** SQLAlchemy's session under its usual names. */
export const sessionMethods = words("execute scalar scalars get");
/** Built-ins that run over their argument at once. */
export const consumingFunctions = words("list tuple set len sorted sum any all bool dict");

/** Chunks and pages: one query each is the point. */
export const chunkWords = words(
  "chunk chunks chunked batch batches batched page pages paged paginator slice slices group groups grouper islice " +
    "block blocks window windows consumer subscription subscriber stream listener queue pubsub",
);

/** A function given to one of these runs some other time, not once a turn. */
export const deferring = words(
  "on once addEventListener setTimeout setInterval setImmediate nextTick subscribe push add enqueue queueMicrotask",
);

/** Files that fill a database once. */
export const seedPath =
  /(?:^|[\\/._-])(?:seeds?|seeders?|seeding|populate(?:db)?|random_?data|sample_?data|demo_?data|fake_?data)(?:[\\/._-]|$)/i;
