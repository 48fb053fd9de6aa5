"""What the house gives a cluster to do, and what it makes of the answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg.conninfo import make_conninfo
from pyspark.errors import StreamingQueryException

from firebell.accounts.models import Workspace
from firebell.accounts.queries import calendar_of
from firebell.channels.files.lines import LineParser
from firebell.channels.files.maps import load_map
from firebell.core.triggers.rules.house import looks_beyond
from firebell.listening import queries as listening
from firebell.listening.described import described, searches
from firebell.listening.models import Brand
from firebell.runners.reading import load_reader
from firebell.runners.spark import store
from firebell.runners.spark.plan import Plan
from firebell.runners.spark.streaming import POSTS, Place, order_flush, start, start_session
from firebell.site.heard import catalogue_of
from firebell.site.listening_set_up import listen_for
from firebell.triggers.house import house_rules
from firebell.triggers.models import Trigger


class CannotSparkError(Exception):
    """The run cannot begin; says what to do."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a person asked for; see `firebell spark --help`."""

    posts: str
    master: str
    checkpoint: str
    workspace: Workspace
    run: str
    map_name: str = "plain"
    files_per_batch: int | None = None
    watch: bool = False
    flush: bool = True
    afresh: bool = False
    settings: dict[str, str] = field(default_factory=dict)


def plan_of(job: Job) -> Plan:
    """The workspace's queries, its store and the map, as every executor is to know them."""
    plan = load_map(job.map_name)
    if plan.sorted_by_time or plan.brands_from:
        raise CannotSparkError(
            f"the map {job.map_name!r} looks at a whole file at once (`order: time` or"
            " `brands_from`); put the rows in order as JSON Lines and name another map"
        )
    listen_for(job.workspace, plan.brands, plan.topics)
    queries = list(listening.active_queries(job.workspace.pk))
    if not queries:
        raise CannotSparkError(
            f"the workspace {job.workspace.name!r} listens for nothing; save a query first"
        )
    return Plan(
        name=job.run,
        store=_store(),
        queries=searches(queries),
        topics=described(queries),
        catalogue=catalogue_of(queries, None),
        calendar=calendar_of(job.workspace.pk),
        parse=LineParser(plan),
        reader=load_reader().version,
        rules=house_rules(job.workspace.pk),
    )


def left_out(workspace: Workspace) -> list[str]:
    """Names of the triggers that a run cannot ask, since it hears each brand by itself."""
    asked = house_rules(workspace.pk).triggers
    ids = [trigger.id for trigger in asked if looks_beyond(trigger)]
    return [str(row) for row in Trigger.objects.filter(pk__in=ids).order_by("pk")]


def _store() -> str:
    if connection.vendor != "postgresql":
        raise CannotSparkError(
            "a cluster writes into PostgreSQL, and this house is on SQLite; set"
            " FIREBELL_DATABASE_URL (firebell move --to URL takes everything along)"
        )
    known = connection.get_connection_params()
    names = ("host", "port", "dbname", "user", "password", "sslmode", "sslrootcert")
    return make_conninfo(**{name: known[name] for name in names if known.get(name)})


def hear(job: Job) -> Totals:
    """Start the query, wait for its end, flush, and say what was heard so far in this run.

    Raises CannotSparkError where the run cannot begin.
    """
    plan, place = plan_of(job), Place(job.posts, job.checkpoint, job.files_per_batch)
    _check_order(job)
    _enter(job, plan)
    session = start_session(job.master, job.run, job.settings)
    try:
        start(session, plan, place, watch=job.watch).awaitTermination()
        if job.flush and not job.watch:
            order_flush(place)
            start(session, plan, place).awaitTermination()
    except StreamingQueryException as error:
        raise CannotSparkError(
            f"Spark gave up: {' '.join(str(error).split())[:500]}; what was written is kept, run"
            " the same command again once the cause is gone"
        ) from error
    finally:
        session.stop()
    return totals(plan)


def _enter(job: Job, plan: Plan) -> None:
    """A run goes on only with the checkpoint and the queries that it began with."""
    begun = Path(job.checkpoint, "metadata").exists()
    with store.connect(plan.store) as known:
        store.prepare(known)
        if job.afresh:
            if begun:
                raise CannotSparkError(
                    f"--afresh needs a fresh checkpoint; remove {job.checkpoint} or name another"
                )
            store.forget(known, plan.name)
        if store.has_written(known, plan.name) and not begun:
            raise CannotSparkError(
                f"the run {plan.name!r} has written before, with another checkpoint; give that"
                " one, or another --run, or --afresh to forget what it wrote"
            )
        if store.begin(known, plan.name, plan.fingerprint()) != plan.fingerprint():
            raise CannotSparkError(
                f"the run {plan.name!r} began with other queries, holidays or another version of"
                " firebell; give another --run, or --afresh with a fresh checkpoint"
            )


def _check_order(job: Job) -> None:
    """Batches of few files take them by age; names must say the same, or late posts differ."""
    if job.files_per_batch is None:
        return
    files = sorted(Path(job.posts).glob(POSTS))
    for earlier, later in pairwise(files):
        if earlier.stat().st_mtime_ns > later.stat().st_mtime_ns:
            raise CannotSparkError(
                f"{earlier.name} is newer than {later.name}: with --files-per-batch, files must"
                " be as old as their names say (touch them in order), or leave it out"
            )


@dataclass(frozen=True, slots=True)
class Totals:
    """What a run has written so far."""

    posts: int
    late: int
    repeats: int
    refused: int
    alerts: list[dict[str, Any]]

    @property
    def rows(self) -> int:
        return self.posts + self.repeats + self.refused


def totals(plan: Plan) -> Totals:
    names = ("posts", "late", "repeats", "refused")
    sums = ", ".join(f"COALESCE(SUM({name}), 0)::bigint" for name in names)
    columns = ("brand", *store.ALERT_INSTANTS, *store.ALERT_PLAIN)
    quoted = ", ".join(f'"{name}"' for name in columns)
    with store.connect(plan.store) as known:
        found = known.execute(
            f"SELECT {sums} FROM {store.SCHEMA}.tally WHERE run = %s", [plan.name]
        ).fetchone()
        alerts = known.execute(
            f"SELECT {quoted} FROM {store.SCHEMA}.alert WHERE run = %s ORDER BY at, brand",
            [plan.name],
        ).fetchall()
    assert found is not None
    brands = dict(Brand.objects.values_list("pk", "name"))
    told = [dict(zip(columns, alert, strict=True)) for alert in alerts]
    return Totals(*found, [one | {"brand": brands.get(one["brand"], "?")} for one in told])


_READ = (
    "language", "language_p", "sentiment", "negative", "neutral", "positive", "needs_answer",
    "needs_answer_p", "toxicity", "toxic_spans", "emotion", "irony", "intent", "complaint",
    "complexity", "stance", "fingerprint", "details",
)  # fmt: skip
_MEME = (
    "label", "first_at", "m.at", "last_at", "posts", "people", "expected", "posts_day",
    "return_weeks", "evidence",
)  # fmt: skip
_CASCADE = ("began", "seen", "told", "final", "lower", "upper", "loudness", "updated_at")
# Each pair: what the house has, what the run has. Every column of one stands beside its like.
_COMPARED = {
    "posts": (
        "SELECT channel, external_id, at, text FROM listening_interaction"
        " WHERE workspace_id = %(workspace)s",
        "SELECT channel, external_id, at, text FROM firebell_spark.post WHERE run = %(run)s",
    ),
    "readings": (
        f"SELECT i.channel, i.external_id, {', '.join(f'r.{name}' for name in _READ)}"
        " FROM understanding_reading r JOIN listening_interaction i ON i.id = r.interaction_id"
        " WHERE i.workspace_id = %(workspace)s",
        f"SELECT channel, external_id, {', '.join(_READ)}"
        " FROM firebell_spark.post WHERE run = %(run)s",
    ),
    "mentions": (
        "SELECT i.channel, i.external_id, m.query_id FROM listening_mention m"
        " JOIN listening_interaction i ON i.id = m.interaction_id"
        " WHERE i.workspace_id = %(workspace)s",
        "SELECT channel, external_id, unnest(queries) FROM firebell_spark.post WHERE run = %(run)s",
    ),
    "counts": (
        "SELECT brand_id, dimension, key, minute, total, negative, needs_answer, negativity"
        " FROM triggers_minutecount WHERE workspace_id = %(workspace)s",
        "SELECT brand, dimension, key, minute, total, negative, needs_answer, negativity"
        " FROM firebell_spark.minute_count WHERE run = %(run)s",
    ),
    # A run hears each brand by itself: what the house takes off for the whole sector is put back.
    "alerts": (
        "SELECT brand_id, a.at, onset, peak_at, last_at, ended_at, a.kind, a.channel, topic,"
        ' language, observed, expected, "window", severity + lowered,'
        " COALESCE(headline->>'mark', ''), i.channel, i.external_id FROM triggers_alert a"
        " LEFT JOIN listening_interaction i ON i.id = (headline->>'post')::bigint"
        " WHERE a.workspace_id = %(workspace)s",
        "SELECT brand, a.at, onset, peak_at, last_at, ended_at, a.kind, a.channel, topic,"
        ' a.language, observed, expected, "window", severity,'
        " mark, p.channel, p.external_id FROM firebell_spark.alert a"
        " LEFT JOIN firebell_spark.post p ON p.run = a.run AND p.id = a.post"
        " WHERE a.run = %(run)s",
    ),
    # Stores know posts by other numbers.
    "memes": (
        f"SELECT brand_id, day, mark, m.kind, {', '.join(_MEME)}, i.channel, i.external_id"
        " FROM triggers_meme m LEFT JOIN listening_interaction i ON i.id = m.first"
        " WHERE m.workspace_id = %(workspace)s",
        f"SELECT brand, day, mark, m.kind, {', '.join(_MEME)}, p.channel, p.external_id"
        " FROM firebell_spark.meme m"
        " LEFT JOIN firebell_spark.post p ON p.run = m.run AND p.id = m.first"
        " WHERE m.run = %(run)s",
    ),
    "cascades": (
        f"SELECT brand_id, {', '.join(_CASCADE)}, i.channel, i.external_id"
        " FROM triggers_cascade c LEFT JOIN listening_interaction i ON i.id = c.interaction_id"
        " WHERE c.workspace_id = %(workspace)s",
        f"SELECT brand, {', '.join(_CASCADE)}, p.channel, p.external_id"
        " FROM firebell_spark.cascade c"
        " LEFT JOIN firebell_spark.post p ON p.run = c.run AND p.id = c.post"
        " WHERE c.run = %(run)s",
    ),
}


def compare(workspace: Workspace, run: str) -> Iterator[tuple[str, int, int, int]]:
    """For each kind of result: its name, how many rows are in both, only in the house, only in
    the run. Rows are alike when every column is, to the last bit."""
    given = {"workspace": workspace.pk, "run": run}
    with store.connect(_store()) as known:
        for name, (house, spark) in _COMPARED.items():
            both, ours, theirs = (
                known.execute(f"SELECT count(*) FROM ({left} {how} ALL {right}) AS found", given)
                for how, left, right in (
                    ("INTERSECT", house, spark),
                    ("EXCEPT", house, spark),
                    ("EXCEPT", spark, house),
                )
            )
            yield name, *(int(one.fetchone()[0]) for one in (both, ours, theirs))


def default_checkpoint(home: Path, run: str) -> str:
    """A folder of the run's own in the house's home: for a cluster on one machine."""
    return str(home / "spark" / f"{run}-checkpoint")
