"""Which tables are state, at the schema that a database has, not at the one that this code wants.

They are read off the migrations that were applied, so that an older firebell's database can be
backed up, and its backup restored, by a newer one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from firebell.site.keeping.canonical import KINDS

# Whoever holds a session is signed in: it must not lie in a file. Everybody signs in anew.
LEFT_OUT = {"django_session": "who is signed in"}
# Made from the rest, or from the code.
DERIVED = ("django_migrations", "listening_fulltext")
# Rows that every firebell has before anybody used it.
OF_THE_HOUSE = ("django_content_type", "auth_permission", "accounts_setuplink", "common_pulse")
Migration = tuple[str, str]


class SchemaUnknownError(Exception):
    """The schema is newer than this code, or other; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """`columns`: (name, kind of `canonical`) in order; `key`: the column that orders the rows."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: str

    @property
    def kinds(self) -> list[str]:
        return [kind for _name, kind in self.columns]

    @property
    def names(self) -> list[str]:
        return [name for name, _kind in self.columns]

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "columns": [list(column) for column in self.columns]}


def applied(connection: BaseDatabaseWrapper) -> list[Migration]:
    """The migrations that the database has seen. Errors: SchemaUnknownError for one we have not."""
    loader = MigrationLoader(connection)
    found = sorted(loader.applied_migrations or ())
    require_known(found, loader)
    return found


def require_known(migrations: Iterable[Migration], loader: MigrationLoader) -> None:
    unknown = sorted(set(migrations) - set(loader.disk_migrations or ()))
    if unknown:
        names = ", ".join(".".join(one) for one in unknown[:3])
        raise SchemaUnknownError(
            f"it has the schema of a newer firebell ({names}); install that version or a later one"
        )


def leaves(migrations: Collection[Migration], loader: MigrationLoader) -> list[Migration]:
    """The last of each app: to migrate to exactly these migrations."""
    known = set(migrations)
    return sorted(
        one
        for one in known
        if not any(
            child.key in known and child.key[0] == one[0]
            for child in loader.graph.node_map[one].children
        )
    )


def tables_at(migrations: Collection[Migration], connection: BaseDatabaseWrapper) -> list[Table]:
    """Every table that is state once these migrations are applied, parents before children.

    Errors: SchemaUnknownError; TypeError for a kind of column that has no canonical form yet.
    """
    loader = MigrationLoader(connection)
    require_known(migrations, loader)
    if not migrations:
        return []
    apps = loader.project_state(leaves(migrations, loader)).apps
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    kept = [model for model in models if model._meta.db_table not in (*LEFT_OUT, *DERIVED)]
    return [_table(model) for model in _parents_first(kept)]


def _table(model: Any) -> Table:
    meta = model._meta
    columns = [
        (field.column, _kind(field)) for field in meta.concrete_fields if not _is_generated(field)
    ]
    return Table(meta.db_table, tuple(columns), meta.pk.column)


def _is_generated(field: Any) -> bool:
    return bool(getattr(field, "generated", False))


def _kind(field: Any) -> str:
    while field.remote_field is not None:
        field = field.target_field
    name = field.get_internal_type()
    if name not in KINDS:
        raise TypeError(
            f"{field}: {name} has no canonical form; give it one in keeping/canonical.py"
        )
    return KINDS[name]


def _parents_first(models: list[Any]) -> list[Any]:
    """By foreign key; where keys go in a circle, the order does not matter to the store either."""
    by_table = {model._meta.db_table: model for model in sorted(models, key=_table_name)}
    ordered: dict[str, Any] = {}
    seen: set[str] = set()

    def visit(model: Any) -> None:
        name = _table_name(model)
        if name in seen:
            return
        seen.add(name)
        for field in model._meta.concrete_fields:
            parent = field.remote_field and by_table.get(_table_name(field.remote_field.model))
            if parent is not None:
                visit(parent)
        ordered[name] = model

    for model in by_table.values():
        visit(model)
    return list(ordered.values())


def _table_name(model: Any) -> str:
    return str(model._meta.db_table)
