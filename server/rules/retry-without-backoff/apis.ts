/**
 * Remote operations worth retrying, the ways to wait, and retry libraries whose default or written policy does not back
 * off. Defaults as documented: urllib3 `backoff_factor=0`, tenacity `wait_none`, axios-retry `noDelay`, Celery's
 * `default_retry_delay` of 180 s each time.
 */
import type { CalleeEntry } from "../calleeTable.ts";

const python = [
  "requests.{get,post,put,patch,delete,head,options,request}",
  "requests.**{Session,session}().*",
  "httpx.**{get,post,put,patch,delete,head,options,request,send,stream}",
  "urllib.request.urlopen",
  "aiohttp.ClientSession().*",
  "{boto3,botocore,aiobotocore}.**",
  "**_pb2_grpc.*Stub().*",
  "{redis,pymongo,motor}.**",
  "{psycopg2,psycopg,asyncpg,pymysql,mysql.connector,pyodbc,aiomysql,aiopg}.{connect,create_pool}**",
  "sqlalchemy.**.{connect,execute}",
  "{smtplib,ftplib,paramiko,websockets,pika,aio_pika,nats,kafka,confluent_kafka}.**",
  "socket.{create_connection,socket().connect}",
  "{openai,anthropic,stripe,twilio,slack_sdk}.**",
];

const javascript = [
  "fetch",
  "{globalThis,window,self}.fetch",
  "{node-fetch,cross-fetch,isomorphic-fetch,undici,axios,got,ky,superagent,request,needle,ofetch}**",
  "@aws-sdk/**",
  "aws-sdk.**",
  "{pg,mysql,mysql2,mysql2/promise,mongodb,mongoose,ioredis,redis,knex,sequelize,typeorm}**",
  "@prisma/client.**",
  "{amqplib,kafkajs,nats,mqtt,ws,nodemailer,ssh2,stripe,openai,twilio}**",
  "{@grpc/grpc-js,@google-cloud/,@azure/,@anthropic-ai/}**",
];

export const remoteOperations: readonly CalleeEntry[] = [
  ...python.map((callee) => ({ callee, family: "python" as const })),
  ...javascript.map((callee) => ({ callee, family: "javascript" as const })),
];

/** The unit of a delay, for the message and the fix. */
export interface Sleep extends CalleeEntry {
  readonly unit: "ms" | "s";
  /** Position of the delay. */
  readonly position: number;
}

export const sleeps: readonly Sleep[] = [
  {
    callee: "{time,asyncio,gevent,anyio,trio,eventlet,curio}.sleep",
    family: "python",
    unit: "s",
    position: 0,
  },
  { callee: "setTimeout", family: "javascript", unit: "ms", position: 1 },
  {
    callee: "timers/promises.{setTimeout,default.setTimeout}",
    family: "javascript",
    unit: "ms",
    position: 0,
  },
  { callee: "{delay,sleep-promise,Bun.sleep}", family: "javascript", unit: "ms", position: 0 },
];

/** A helper of ours under a name that everybody gives it: `sleep(1000)`, `this.delay(ms)`. */
export const sleepName = /^(?:sleep|delay|pause|snooze|sleep_?ms|wait(?:_?for)?(?:_?ms)?)$/i;
/** A call that may wait in a way that we cannot see. */
export const waitingName = /sleep|wait|delay|back_?off|pause|throttle|retry|limit/i;

/** Names of counters and functions that say "this is a retry". */
export const retryWord = /^(?:attempts?|retry|retries|retrying|retried|tries|try)$/;

/**
 * Conflicts are resolved by trying again at once: compare-and-set, WATCH, serializable transactions, a name or port
 * that was taken. Waiting would only widen the window.
 */
export const conflict =
  /WatchError|Conflict|Optimistic|Serializ|Deadlock|IntegrityError|Unique|Duplicate|AlreadyExists|FileExists|EEXIST|EADDRINUSE|P2002|P2034|StaleData|Stale[A-Z]|VersionMismatch|PreconditionFailed|compareAnd|40001|40P01|\.watch\(/i;

/** What ends a wait for input or work, rather than a failed call. */
export const notFailure = /\b(?:Empty|KeyboardInterrupt|StopIteration|StopAsyncIteration|EOFError)\b/;

/** A retry library's configuration that does not back off. */
export interface RetryPolicy extends CalleeEntry {
  readonly name: string;
  /** Keyword or key that would make it back off. */
  readonly option: string;
  /** Values of `option` that do not. Absent `option` does not either. */
  readonly fixed?: { readonly calls?: RegExp; readonly literals?: readonly (string | number | boolean)[] };
  /** An absent option is sound. */
  readonly defaultBacksOff?: true;
  /** Only configurations that state this key are retries at all. */
  readonly requires?: string;
  /** Keyword of the number of tries; up to this many need no backoff. */
  readonly tries?: { readonly option: string; readonly atMost: number; readonly position?: number };
  /** Position of the options object (JavaScript). */
  readonly position?: number;
  /** What the fix writes behind the option; `$callee` is the callee as written. */
  readonly fix?: string;
  /** The wait of libraries that wait equally long, in milliseconds, unless the code sets it elsewhere. */
  readonly defaultDelayMs?: number;
  /** Keyword that ends the attempts; without it they have no end. */
  readonly stops?: string;
  /** What the library does when the option is absent. */
  readonly byDefault: "at once" | "after the same wait";
}

export const retryPolicies: readonly RetryPolicy[] = [
  {
    callee: "tenacity.{retry,Retrying,AsyncRetrying}",
    family: "python",
    name: "tenacity",
    option: "wait",
    fixed: { calls: /^wait_(?:fixed|none)$/ },
    stops: "stop",
    byDefault: "at once",
  },
  {
    callee:
      "{urllib3,urllib3.util,urllib3.util.retry,requests.adapters,requests.packages.urllib3.util.retry}.Retry",
    family: "python",
    name: "urllib3",
    option: "backoff_factor",
    fixed: { literals: [0] },
    tries: { option: "total", atMost: 1, position: 0 },
    fix: "0.5",
    byDefault: "at once",
  },
  {
    callee: "{celery.shared_task,celery.Celery().task,celery.task}",
    family: "python",
    name: "Celery",
    option: "retry_backoff",
    fixed: { literals: [false] },
    requires: "autoretry_for",
    tries: { option: "max_retries", atMost: 1 },
    defaultDelayMs: 180_000,
    fix: "True",
    byDefault: "after the same wait",
  },
  {
    callee: "{p-retry,async-retry,retry.operation}",
    family: "javascript",
    name: "the retry library",
    option: "factor",
    fixed: { literals: [1] },
    defaultBacksOff: true,
    position: 1,
    fix: "2",
    byDefault: "after the same wait",
  },
  {
    callee: "axios-retry",
    family: "javascript",
    name: "axios-retry",
    option: "retryDelay",
    tries: { option: "retries", atMost: 1 },
    position: 1,
    fix: "$callee.exponentialDelay",
    byDefault: "at once",
  },
];
