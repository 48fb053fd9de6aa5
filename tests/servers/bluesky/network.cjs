// Starts Bluesky's development network (PLC, PDS, AppView, moderation) and prints where it is, as
// one line of JSON. Ends when its standard input ends, so that it never outlives who started it.
"use strict";
require("./loopback.cjs");
const { TestNetwork, mockMailer } = require("@atproto/dev-env");

async function start() {
  const network = await TestNetwork.create({
    dbPostgresSchema: "bsky",
    pds: { enableDidDocWithSession: true },
  });
  mockMailer?.(network.pds);
  const { pds, bsky, plc } = network;
  process.stdout.write(JSON.stringify({ pds: pds.url, appview: bsky.url, plc: plc.url }) + "\n");
  process.stdin.resume();
  process.stdin.on("end", () => process.exit(0));
}

start().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
