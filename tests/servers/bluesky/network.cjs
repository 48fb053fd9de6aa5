// Starts Bluesky's development network (PLC, PDS, AppView, moderation, Redis) and prints where it is, as
// one line of JSON; after that every event of its firehose as a Jetstream would send it, one a
// line. Ends when its standard input ends, so that it never outlives who started it.
"use strict";
require("./loopback.cjs");
const { spawn } = require("node:child_process");
const { TestNetwork } = require("@atproto/dev-env");
const { Firehose } = require("@atproto/sync");

const OPERATIONS = { create: "create", update: "update", delete: "delete" };

function print(found) {
  process.stdout.write(JSON.stringify(found) + "\n");
}

function commit(event) {
  const { rev, collection, rkey, cid, record } = event;
  const written = record === undefined ? {} : { record, cid: cid.toString() };
  const operation = OPERATIONS[event.event];
  return { kind: "commit", commit: { rev, operation, collection, rkey, ...written } };
}

function told(event) {
  const { did, seq, time } = event;
  if (event.event in OPERATIONS) return commit(event);
  if (event.event === "identity") {
    return { kind: "identity", identity: { did, seq, time, handle: event.handle } };
  }
  if (event.event === "account") {
    const { active, status } = event;
    return { kind: "account", account: { did, seq, time, active, status } };
  }
  return null;
}

function follow(network) {
  const firehose = new Firehose({
    service: network.pds.url.replace("http", "ws"),
    unauthenticatedCommits: true,
    unauthenticatedHandles: true,
    handleEvent: (event) => {
      const body = told(event);
      if (body) print({ did: event.did, time_us: Date.now() * 1000, ...body });
    },
    onError: (error) => process.stderr.write(`${error}\n`),
  });
  firehose.start();
}

function startRedis() {
  const [bind, port] = process.env.REDIS_HOST.split(":");
  const memoryOnly = ["--save", "", "--appendonly", "no"];
  const redis = spawn("redis-server", ["--bind", bind, "--port", port, ...memoryOnly], {
    stdio: "ignore",
  });
  redis.on("error", (error) => process.stderr.write(`${error}\n`));
  process.on("exit", () => redis.kill());
}

async function start() {
  startRedis();
  const network = await TestNetwork.create({
    dbPostgresSchema: "bsky",
    pds: { enableDidDocWithSession: true },
  });
  const { pds, bsky, plc } = network;
  print({ pds: pds.url, appview: bsky.url, plc: plc.url });
  follow(network);
  process.stdin.resume();
  process.stdin.on("end", () => process.exit(0));
}

start().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
