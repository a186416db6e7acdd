/**
 * Queues, balancers and breakers side by side with peers in one process: `npm run bench queues`.
 */
import { CountBreaker, circuitBreaker as cockatiel, handleAll } from "cockatiel";
import Denque from "denque";
import { CircularBuffer, Heap } from "mnemonist";
import { CircuitBreaker } from "../../client/engines/circuit-breaker/primitives/circuitBreaker.ts";
import { createHistogram, record } from "../../client/engines/kernel/histogram.ts";
import { RandomStreams } from "../../client/engines/kernel/random.ts";
import { Backends } from "../../client/engines/load-balancer/primitives/backends.ts";
import { LeastConnectionsBalancer } from "../../client/engines/load-balancer/primitives/leastConnections.ts";
import { PowerOfTwoBalancer } from "../../client/engines/load-balancer/primitives/powerOfTwoChoices.ts";
import { SmoothRoundRobinBalancer } from "../../client/engines/load-balancer/primitives/smoothRoundRobin.ts";
import { VisibilityQueue } from "../../client/engines/message-queue/primitives/visibilityQueue.ts";
import { PartitionLog } from "../../client/engines/publish-subscribe/primitives/partitionLog.ts";
import { BoundedPriorityLine } from "../../client/engines/queueing/primitives/boundedPriorityLine.ts";
import { BoundedFifo } from "../../client/engines/timeout/primitives/boundedFifo.ts";
import { type Contender, type Group, measureAll } from "./measure.ts";
import { printWeights } from "./memory.ts";

const streams = new RandomStreams(1);
const SIZE = 1 << 16;
const mask = SIZE - 1;
const uniforms = Float64Array.from({ length: SIZE }, () => streams.next("uniforms"));

interface Fifo {
  push(entry: number): unknown;
  shift(): number | undefined;
}

/** Push one and take one, with so many waiting. */
function turnOver(create: () => Fifo, waiting: number): Contender {
  const queue = create();
  for (let i = 0; i < waiting; i++) queue.push(i);
  return (count) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      queue.push(i);
      sum += queue.shift()!;
    }
    return sum;
  };
}

function priority(
  push: (entry: number, key: number) => void,
  shift: () => number,
  waiting: number,
): Contender {
  for (let i = 0; i < waiting; i++) push(i, uniforms[i & mask]!);
  return (count) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      push(i, uniforms[i & mask]!);
      sum += shift();
    }
    return sum;
  };
}

const ourPriority = (waiting: number): Contender => {
  const line = new BoundedPriorityLine(1 << 24);
  return priority(
    (entry, key) => line.push(entry, key),
    () => line.shift()!,
    waiting,
  );
};

const heapPriority = (waiting: number): Contender => {
  const heap = new Heap<{ entry: number; key: number }>(
    (left, right) => left.key - right.key || left.entry - right.entry,
  );
  return priority(
    (entry, key) => heap.push({ entry, key }),
    () => heap.pop()!.entry,
    waiting,
  );
};

const evenly = (servers: number): Backends => new Backends(new Float64Array(servers).fill(1));

// Each has a loop of its own, as each has in a program that uses one of them: a shared loop would time the engine's guesses about
// which of them it meets. Every turn ends the request of a while ago, chooses, and begins one.
function powerOfTwo(servers: number): Contender {
  const balancer = new PowerOfTwoBalancer(evenly(servers));
  const inHand = new Int32Array(256).fill(-1);
  return (count) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const before = inHand[i & 255]!;
      if (before >= 0) balancer.end(before);
      const server = balancer.pick(i, uniforms[i & mask]!, uniforms[(i + 7) & mask]!);
      balancer.begin(server);
      inHand[i & 255] = server;
      sum += server;
    }
    return sum;
  };
}

function leastConnections(servers: number): Contender {
  const balancer = new LeastConnectionsBalancer(evenly(servers));
  const inHand = new Int32Array(256).fill(-1);
  return (count) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const before = inHand[i & 255]!;
      if (before >= 0) balancer.end(before);
      const server = balancer.pick();
      balancer.begin(server);
      inHand[i & 255] = server;
      sum += server;
    }
    return sum;
  };
}

function smoothRoundRobin(servers: number): Contender {
  const balancer = new SmoothRoundRobinBalancer(evenly(servers));
  const inHand = new Int32Array(256).fill(-1);
  return (count) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const before = inHand[i & 255]!;
      if (before >= 0) balancer.end(before);
      const server = balancer.pick();
      balancer.begin(server);
      inHand[i & 255] = server;
      sum += server;
    }
    return sum;
  };
}

/** What a balancer that looks at every server does for each request. */
function scan(servers: number): Contender {
  const active = new Int32Array(servers);
  const inHand = new Int32Array(256).fill(-1);
  return (count) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const before = inHand[i & 255]!;
      if (before >= 0) active[before]!--;
      let best = 0;
      for (let server = 1; server < servers; server++) if (active[server]! < active[best]!) best = server;
      active[best]!++;
      inHand[i & 255] = best;
      sum += best;
    }
    return sum;
  };
}

/** A ring that knows nothing: what one cannot be faster than. */
const roundRobin = (servers: number): Contender => {
  const active = new Int32Array(servers);
  const inHand = new Int32Array(256).fill(-1);
  let next = 0;
  return (count) => {
    for (let i = 0; i < count; i++) {
      const before = inHand[i & 255]!;
      if (before >= 0) active[before]!--;
      next = next + 1 === servers ? 0 : next + 1;
      active[next]!++;
      inHand[i & 255] = next;
    }
    return next;
  };
};

const visibility = (waiting: number): Contender => {
  const queue = new VisibilityQueue({
    capacity: 1 << 24,
    visibilityMs: 30_000,
    maxReceives: 5,
    ordered: false,
  });
  for (let i = 0; i < waiting; i++) queue.send(i);
  return (count) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      queue.send(i);
      const receipt = queue.receive(i);
      sum += queue.messageOf(receipt);
      queue.acknowledge(receipt);
    }
    return sum;
  };
};

const breaker = new CircuitBreaker();
const log = new PartitionLog(1000);
const histogram = createHistogram();
const sink: number[] = [];

const groups: readonly Group[] = [
  {
    title: "First in, first out: push and shift, 1,000 waiting",
    count: 1_000_000,
    contenders: {
      ours: turnOver(() => new BoundedFifo(1 << 24), 1000),
      denque: turnOver(() => new Denque<number>(), 1000),
      "mnemonist CircularBuffer": turnOver(() => new CircularBuffer<number>(Array, 2048), 1000),
      Array: turnOver(() => [], 1000),
    },
  },
  {
    title: "The same, 1,000,000 waiting",
    count: 1_000_000,
    contenders: {
      ours: turnOver(() => new BoundedFifo(1 << 24), 1_000_000),
      denque: turnOver(() => new Denque<number>(), 1_000_000),
      "ours, 1,000 waiting": turnOver(() => new BoundedFifo(1 << 24), 1000),
    },
  },
  {
    title: "Smallest first: push and shift, 1,000 waiting",
    count: 300_000,
    contenders: { ours: ourPriority(1000), "mnemonist Heap": heapPriority(1000) },
  },
  {
    title: "The same, 1,000,000 waiting",
    count: 100_000,
    contenders: { ours: ourPriority(1_000_000), "mnemonist Heap": heapPriority(1_000_000) },
  },
  {
    title: "Load balancing among 100 servers: end one, choose and begin one",
    count: 300_000,
    contenders: {
      "power of two": powerOfTwo(100),
      "least connections": leastConnections(100),
      "smooth weighted round robin": smoothRoundRobin(100),
      "least connections by scan": scan(100),
      "plain round robin": roundRobin(100),
    },
  },
  {
    title: "Least connections, 100,000 servers",
    count: 2000,
    contenders: {
      ours: leastConnections(100_000),
      "by scan": scan(100_000),
    },
  },
  {
    title: "Queue with leases: send, receive, acknowledge",
    count: 300_000,
    contenders: {
      "1,000 waiting": visibility(1000),
      "1,000,000 waiting": visibility(1_000_000),
      "push and shift alone": turnOver(() => new BoundedFifo(1 << 24), 1000),
    },
  },
  {
    title: "Partition log: append and read; histogram: record",
    count: 1_000_000,
    contenders: {
      "append and read": (count) => {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += log.at(log.append(i))!;
        return sum;
      },
      "record in a histogram": (count) => {
        for (let i = 0; i < count; i++) record(histogram, uniforms[i & mask]! * 1000);
        return histogram.count;
      },
      "push on an array": (count) => {
        sink.length = 0;
        for (let i = 0; i < count; i++) sink.push(uniforms[i & mask]!);
        return sink.length;
      },
    },
  },
  {
    title: "Circuit breaker, closed: ask and record",
    count: 1_000_000,
    contenders: {
      ours: (count) => {
        let sum = 0;
        for (let i = 0; i < count; i++) {
          const ticket = breaker.tryAcquire(i);
          breaker.record(ticket, (i & 7) === 0, 5, i);
          sum += ticket;
        }
        return sum;
      },
      "a call of a function": (count) => {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += work(i);
        return sum;
      },
    },
  },
];

function work(i: number): number {
  return uniforms[i & mask]!;
}

/** Promises cannot be timed by the loop above: whole awaited calls, ours and cockatiel's, one after the other. */
async function measureBreakers(): Promise<void> {
  const COUNT = 100_000;
  const peer = cockatiel(handleAll, {
    halfOpenAfter: 1000,
    breaker: new CountBreaker({ threshold: 0.5, size: 100 }),
  });
  const call = async (): Promise<number> => 1;
  const ways: Readonly<Record<string, () => Promise<unknown>>> = {
    ours: async () => {
      const ticket = breaker.tryAcquire(0);
      const result = await call();
      breaker.record(ticket, false, 0, 0);
      return result;
    },
    cockatiel: () => peer.execute(call),
    "await alone": call,
  };
  const times = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
  for (let round = -1; round < 7; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const from = performance.now();
      for (let i = 0; i < COUNT; i++) await way();
      if (round >= 0) times.get(name)!.push(((performance.now() - from) * 1e6) / COUNT);
    }
  }
  console.log("\nAn awaited call through a closed breaker");
  for (const [name, list] of times) {
    list.sort((a, b) => a - b);
    console.log(`  ${name.padEnd(34)} ${list[3]!.toFixed(1).padStart(9)} ns`);
  }
}

/** A million waiting. */
function weigh(): void {
  const N = 1_000_000;
  const fifo = (queue: Fifo): Fifo => {
    for (let i = 0; i < N; i++) queue.push(i + 0.5);
    return queue;
  };
  printWeights("Bytes an entry, a million of them", N, {
    ours: () => fifo(new BoundedFifo(1 << 20)),
    denque: () => fifo(new Denque<number>()),
    "queue with leases": () => {
      const leased = new VisibilityQueue({
        capacity: 1 << 24,
        visibilityMs: 1,
        maxReceives: 5,
        ordered: false,
      });
      for (let i = 0; i < N; i++) leased.send(i);
      return leased;
    },
  });
}

measureAll(groups);
await measureBreakers();
weigh();
