"""The same work on a cluster: structured streaming that gives the same answers as one machine.

One streaming query, four steps, all on the executors:

1. `reading`: lines become posts that are read and matched, by the core, without Django.
2. `repeats`: rows of one id meet; the first stands, and the store is asked for earlier ones. Who
   passes a post on asks for it here.
3. `judging`: keyed state (RocksDB) a shard of brands: what is late, what rings; `ears` beside the
   counts: what spreads, what goes viral.
4. `store`: each partition writes what it holds into PostgreSQL, in one transaction with a row that
   says so; nothing is collected to the driver.

Words: *plan* (what to listen for and where to write), *segment* (a stretch of one file that one
task reads in its order), *shard* (the brands that share a piece of state), *tide* (a row that tells
every shard how far time has come), *card* (a row that tells every shard of a post that is passed
on), *word* (a post again, for the shard of another brand that it names).

Needs the extra `spark` and Java 17 or newer. Nothing else in firebell imports this.
"""
