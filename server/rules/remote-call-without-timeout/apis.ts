/**
 * Remote calls that wait for ever, or for minutes, unless told otherwise, and where each takes its limit. A library
 * with a sound default (httpx 5 s, aiohttp 300 s, ky 10 s) appears only with the value that switches the default off.
 *
 * Defaults as documented: requests, urllib, http.client, smtplib, ftplib, socket: none; axios `timeout: 0`, got and
 * request: none; fetch has no overall limit (undici: 300 s for headers and again between body chunks).
 */
import type { CalleeEntry } from "../calleeTable.ts";

export interface RemoteCall extends CalleeEntry {
  /** As a user would name it. */
  readonly name: string;
  /** Names of the option or keyword that limits the wait. */
  readonly options: readonly string[];
  /** JavaScript: position of the options object. Python: position of the limit itself, when it may be positional. */
  readonly position?: number;
  /** More positions at which the options object may stand instead. */
  readonly otherPositions?: readonly number[];
  /** What the quick fix writes; `options[0]` is set to it. */
  readonly fix: string;
  /** The limit is missing only when one of these values is written; leaving it out is sound. */
  readonly onlyWhen?: "none";
  /** It makes a client; its calls inherit the limit, so it is reported instead of them. */
  readonly client?: true;
  /** Calls made on such a client; reported only at its construction. */
  readonly viaClient?: true;
  /** A call of one of these on the result sets the limit later. */
  readonly laterMethods?: readonly string[];
  /** A process-wide default exists: `socket.setdefaulttimeout`. */
  readonly socketDefault?: true;
  /** It gives up by itself after this long, in milliseconds. */
  readonly ownLimitMs?: number;
  /** Fewer arguments than this open no connection. */
  readonly minArguments?: number;
}

const verbs = "{get,post,put,patch,delete,head,options}";

export const remoteCalls: readonly RemoteCall[] = [
  // Python
  {
    callee: `requests.{get,post,put,patch,delete,head,options,request}`,
    family: "python",
    name: "requests",
    options: ["timeout"],
    fix: "(3.05, 10)",
  },
  {
    callee: `requests.{Session,session}().{get,post,put,patch,delete,head,options,request}`,
    family: "python",
    name: "requests.Session",
    options: ["timeout"],
    fix: "(3.05, 10)",
  },
  {
    callee: `requests.sessions.Session().{get,post,put,patch,delete,head,options,request}`,
    family: "python",
    name: "requests.Session",
    options: ["timeout"],
    fix: "(3.05, 10)",
  },
  {
    callee: "urllib.request.urlopen",
    family: "python",
    name: "urllib",
    options: ["timeout"],
    position: 2,
    fix: "10",
    socketDefault: true,
  },
  {
    callee: "http.client.HTTPConnection",
    family: "python",
    name: "http.client",
    options: ["timeout"],
    position: 2,
    fix: "10",
    socketDefault: true,
  },
  {
    callee: "http.client.HTTPSConnection",
    family: "python",
    name: "http.client",
    options: ["timeout"],
    position: 4,
    fix: "10",
    socketDefault: true,
  },
  {
    callee: "smtplib.{SMTP,SMTP_SSL}",
    family: "python",
    name: "smtplib",
    options: ["timeout"],
    position: 3,
    fix: "10",
    socketDefault: true,
  },
  {
    callee: "ftplib.{FTP,FTP_TLS}",
    family: "python",
    name: "ftplib",
    options: ["timeout"],
    position: 4,
    fix: "30",
    socketDefault: true,
    minArguments: 1,
  },
  {
    callee: "socket.create_connection",
    family: "python",
    name: "socket",
    options: ["timeout"],
    position: 1,
    fix: "10",
    socketDefault: true,
  },
  {
    callee: "**_pb2_grpc.*Stub().*",
    family: "python",
    name: "gRPC",
    options: ["timeout"],
    position: 1,
    fix: "10",
    minArguments: 1,
  },
  {
    callee: `httpx.${verbs}`,
    family: "python",
    name: "httpx",
    options: ["timeout"],
    fix: "10",
    onlyWhen: "none",
  },
  {
    callee: "httpx.{request,Client,AsyncClient}",
    family: "python",
    name: "httpx",
    options: ["timeout"],
    fix: "10",
    onlyWhen: "none",
  },
  {
    callee: "httpx.{Client,AsyncClient}().{get,post,put,patch,delete,head,options,request}",
    family: "python",
    name: "httpx",
    options: ["timeout"],
    fix: "10",
    onlyWhen: "none",
  },
  {
    callee: "aiohttp.ClientTimeout",
    family: "python",
    name: "aiohttp",
    options: ["total"],
    position: 0,
    fix: "30",
    onlyWhen: "none",
  },
  // JavaScript and TypeScript
  {
    callee: "fetch",
    family: "javascript",
    name: "fetch",
    options: ["signal"],
    position: 1,
    fix: "AbortSignal.timeout(5000)",
    ownLimitMs: 300_000,
  },
  {
    callee: "{globalThis,window,self}.fetch",
    family: "javascript",
    name: "fetch",
    options: ["signal"],
    position: 1,
    fix: "AbortSignal.timeout(5000)",
    ownLimitMs: 300_000,
  },
  {
    callee: "{node-fetch,cross-fetch,isomorphic-fetch,undici.fetch,cross-fetch.fetch}",
    family: "javascript",
    name: "fetch",
    options: ["signal", "timeout"],
    position: 1,
    fix: "AbortSignal.timeout(5000)",
  },
  {
    callee: "axios.{get,delete,head,options}",
    family: "javascript",
    name: "axios",
    options: ["timeout", "signal", "cancelToken"],
    position: 1,
    fix: "5000",
  },
  {
    callee: "axios.{post,put,patch,postForm,putForm,patchForm}",
    family: "javascript",
    name: "axios",
    options: ["timeout", "signal", "cancelToken"],
    position: 2,
    fix: "5000",
  },
  {
    callee: "{axios,axios.request}",
    family: "javascript",
    name: "axios",
    options: ["timeout", "signal", "cancelToken"],
    position: 0,
    otherPositions: [1],
    fix: "5000",
  },
  {
    callee: "axios.create",
    family: "javascript",
    name: "axios",
    options: ["timeout", "signal", "cancelToken"],
    position: 0,
    fix: "5000",
    client: true,
  },
  {
    callee: "{got,got.get,got.post,got.put,got.patch,got.delete,got.head}",
    family: "javascript",
    name: "got",
    options: ["timeout", "signal"],
    position: 0,
    otherPositions: [1],
    fix: "{ request: 5000 }",
  },
  {
    callee: "got.extend",
    family: "javascript",
    name: "got",
    options: ["timeout", "signal"],
    position: 0,
    fix: "{ request: 5000 }",
    client: true,
  },
  {
    callee: "{request,request.get,request.post,request.put,request.patch,request.del,request.head}",
    family: "javascript",
    name: "request",
    options: ["timeout"],
    position: 0,
    otherPositions: [1],
    fix: "5000",
    laterMethods: ["abort"],
  },
  {
    callee: "superagent.{get,post,put,patch,delete,del,head}",
    family: "javascript",
    name: "superagent",
    options: [],
    fix: "",
    laterMethods: ["timeout", "abort"],
  },
  {
    callee: "{http,https}.{get,request}",
    family: "javascript",
    name: "http",
    options: ["timeout", "signal"],
    position: 0,
    otherPositions: [1],
    fix: "5000",
    laterMethods: ["setTimeout", "destroy", "abort"],
  },
];

/** Arguments that hold the caller to a deadline from outside: `Promise.race([fetch(u), …])`, `withTimeout(fetch(u), 5000)`. */
export const deadlineCall = /^(?:race|any)$|timeout|deadline|wait_?for|abort/i;

/** Load generators and scripts run with somebody watching. */
export const watchedImports = ["locust", "k6", "autocannon", "loadtest"];
export const watchedPath = /(?:^|[\\/])(?:scripts?|loadtests?|load-tests?|benchmarks?)[\\/]/i;
