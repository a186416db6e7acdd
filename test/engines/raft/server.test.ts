/** A Raft server, message by message: elections, the paper's figures 7 and 8, pre-votes, restarts, saving. */
import assert from "node:assert/strict";
import { restoreState, saveState } from "../../../client/engines/kernel/copy.ts";
import { RaftServer } from "../../../client/engines/raft/primitives/raftServer.ts";
import { CommitsOldTerms, Group } from "./group.ts";

describe("a Raft server", () => {
  it("is elected by a majority, replicates, and all apply the same", () => {
    const group = new Group(3);
    group.fire(0);
    assert.equal(group.servers[0]!.role, "candidate");
    group.deliver();
    assert.deepEqual(
      group.servers.map(({ role, currentTerm, leader }) => [role, currentTerm, leader]),
      [
        ["leader", 1, 0],
        ["follower", 1, 0],
        ["follower", 1, 0],
      ],
    );
    for (const command of [7, 8, 9]) group.propose(0, command);
    group.deliver();
    group.fire(0);
    group.deliver();
    assert.deepEqual(group.applied, [
      [7, 8, 9],
      [7, 8, 9],
      [7, 8, 9],
    ]);
    assert.equal(group.servers[1]!.propose(5), undefined);
  });

  it("alone in its group leads and commits at once", () => {
    for (const preVote of [false, true]) {
      const group = new Group(1, { preVote });
      group.fire(0);
      group.propose(0, 4);
      assert.deepEqual([group.servers[0]!.role, group.applied[0], group.messages.length], ["leader", [4], 0]);
    }
  });

  it("gives one vote a term, also after a restart, and counts each once", () => {
    const group = new Group(5);
    group.fire(0);
    const [request] = group.messages;
    group.messages = [];
    group.receive(request!);
    const vote = group.messages.pop()!;
    for (let i = 0; i < 5; i++) group.receive(vote);
    assert.equal(group.servers[0]!.role, "candidate");
    group.restart(1);
    group.messages = [];
    group.fire(2);
    group.receive(group.messages.find(({ to }) => to === 1)!);
    assert.deepEqual([group.disks[1]!.votedFor, group.servers[2]!.currentTerm], [0, 1]);
    const answer = group.messages.at(-1)!;
    assert.ok(answer.type === "vote" && !answer.granted);
  });

  it("repairs every log of the paper's figure 7, a term at a time", () => {
    const leader = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6];
    const followers = [
      [1, 1, 1, 4, 4, 5, 5, 6, 6],
      [1, 1, 1, 4],
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
      [1, 1, 1, 4, 4, 4, 4],
      [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
    ];
    const group = new Group(7, { logs: [leader, ...followers] });
    // In the figure it leads in term 8; (a), (b), (e) and (f) may vote for it, (c) and (d) have more.
    group.servers[0]!.receive({ type: "vote", from: 1, to: 0, term: 7, pre: false, granted: false }, 0);
    group.fire(0);
    group.deliver(undefined, 2);
    assert.equal(group.servers[0]!.role, "leader");
    const refused = [0, 0];
    for (let round = 0; round < 20; round++) {
      group.fire(0);
      while (group.messages.length > 0) {
        const message = group.messages.shift()!;
        if (message.type === "appended" && message.from === 6 && !message.success) refused[0]!++;
        if (message.type === "appended" && message.from === 5 && !message.success) refused[1]!++;
        group.receive(message);
      }
    }
    for (let id = 1; id < 7; id++) assert.deepEqual(group.terms(id), [...leader, 8], `follower ${id}`);
    // Two terms conflict in (f), one in (e): with one step an entry it would be seven and four.
    assert.ok(refused[0]! <= 3 && refused[1]! <= 2, `${refused}`);
  });

  it("is not taken back by a late message, nor by a refusal that comes late", () => {
    const group = new Group(3);
    group.fire(0);
    group.deliver();
    group.propose(0, 1);
    const early = group.messages.find(({ to }) => to === 1)!;
    group.deliver();
    group.propose(0, 2);
    group.deliver();
    group.receive(early);
    assert.equal(group.disks[1]!.log.length, 3);
    const late = { type: "appended", from: 1, to: 0, term: 1, success: false, match: 0 } as const;
    group.messages = [];
    group.receive({ ...late, conflictTerm: 0, conflictIndex: 1 });
    assert.deepEqual(group.messages, []);
  });

  it("asks for pre-votes without raising terms, and gets none while there is a leader", () => {
    const group = new Group(3, { preVote: true });
    group.nowMs = 1000;
    group.fire(0);
    assert.deepEqual([group.servers[0]!.role, group.servers[0]!.currentTerm], ["precandidate", 0]);
    group.deliver();
    assert.equal(group.servers[0]!.role, "leader");
    // Cut off for long, it asks and asks, and stays in its term.
    for (let i = 0; i < 5; i++) {
      group.fire(2);
      group.deliver([2]);
    }
    assert.equal(group.servers[2]!.currentTerm, 1);
    group.fire(2);
    group.deliver();
    assert.deepEqual([group.servers[0]!.role, group.servers[0]!.currentTerm], ["leader", 1]);
    // Without pre-vote the same server deposes the leader.
    const plain = new Group(3);
    plain.fire(0);
    plain.deliver();
    plain.fire(2);
    plain.deliver([2]);
    plain.fire(2);
    plain.deliver();
    assert.equal(plain.servers[0]!.role, "follower");
  });

  it("does not learn from entries beyond those that it was sent what is committed", () => {
    const group = new Group(3, { logs: [[1], [1, 1, 1], [1]] });
    const heartbeat = {
      type: "append",
      from: 0,
      to: 1,
      term: 2,
      prevIndex: 1,
      prevTerm: 1,
      entries: [],
    } as const;
    group.receive({ ...heartbeat, commit: 3 });
    assert.equal(group.servers[1]!.commitIndex, 1);
  });

  it("is the same after being saved and restored, and a saved one stays as it was", () => {
    const group = new Group(3);
    group.fire(0);
    group.deliver();
    const saved = saveState(group.servers[0]);
    const copy = restoreState(saved) as RaftServer<number>;
    assert.ok(copy instanceof RaftServer);
    for (const server of [copy, group.servers[0]!]) server.propose(3);
    assert.deepEqual(copy.ready(), group.servers[0]!.ready());
    assert.equal((restoreState(saved) as RaftServer<number>).lastIndex, 1);
  });

  it("refuses a group that it is not in, and empty batches", () => {
    const config = { id: 3, servers: [0, 1], preVote: false, stickyMs: 0, batch: 1 };
    assert.throws(() => new RaftServer(config), RangeError);
    assert.throws(() => new RaftServer({ ...config, id: 0, batch: 0 }), RangeError);
  });
});

describe("the paper's figure 8", () => {
  /** The situation of (c), written to the disks: s1 leads term 4 with its entry of term 2 on a majority. */
  function afterC(kind?: typeof RaftServer<number>): Group {
    const logs = [[1, 2], [1, 2], [1], [1], [1, 3]];
    const group = new Group(5, kind === undefined ? { logs } : { logs, kind });
    // s1 stands until its term is beyond that of s5.
    group.fire(0);
    group.messages = [];
    group.fire(0);
    group.deliver([0, 1, 2], 2);
    assert.deepEqual([group.servers[0]!.role, group.servers[0]!.currentTerm], ["leader", 4]);
    // Its new entry is lost on the way, the old one reaches s3.
    group.messages = [];
    const old = { type: "append", from: 0, to: 2, term: 4, prevIndex: 1, prevTerm: 1, commit: 0 } as const;
    group.receive({ ...old, entries: [{ term: 2, command: 2 }] });
    group.receive({ ...old, to: 1, prevIndex: 1, entries: [{ term: 2, command: 2 }] });
    group.deliver([0, 1, 2], 1);
    return group;
  }

  /** (d): s5 is elected by s3 and s4 and overwrites the entry. */
  function s5Leads(group: Group): void {
    group.restart(4);
    group.messages = [];
    for (let i = 0; i < 2; i++) {
      group.fire(4);
      if (i === 0) group.messages = [];
    }
    group.deliver([2, 3, 4]);
    assert.equal(group.servers[4]!.role, "leader");
  }

  it("does not commit an entry of an earlier term by counting, and may lose it", () => {
    const group = afterC();
    assert.equal(group.servers[0]!.commitIndex, 0);
    s5Leads(group);
    assert.deepEqual(group.terms(2).slice(0, 2), [1, 3]);
    assert.equal(group.witness.violation, undefined);
  });

  it("is caught where such entries are committed by counting", () => {
    const group = afterC(CommitsOldTerms);
    assert.equal(group.servers[0]!.commitIndex, 2);
    s5Leads(group);
    assert.match(group.witness.violation ?? "", /leader completeness|state machine safety/);
  });
});
