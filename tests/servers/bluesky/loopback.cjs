// Every server of this process listens on 127.0.0.1 only, whatever its code asks for, and every
// address that is asked for by a name of this machine is 127.0.0.1 too.
"use strict";
const dns = require("node:dns");
const net = require("node:net");

const HERE = "127.0.0.1";
const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function (...given) {
  const called = given.filter((one) => typeof one === "function");
  const [first] = given;
  if (first !== null && typeof first === "object") {
    if (first.path !== undefined || first.fd !== undefined) return listen.apply(this, given);
    return listen.call(this, { ...first, host: HERE }, ...called);
  }
  return listen.call(this, { port: Number(first ?? 0), host: HERE }, ...called);
};

dns.setDefaultResultOrder("ipv4first");
