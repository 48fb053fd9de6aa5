"""A new database gets this version's tables at once, not the tables of every version before it.

Migrations are history: replayed one by one they make a table, change it and make it anew, and took
most of a first start. What comes out is the same, and a test compares the two on both stores.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor


def is_new(connection: BaseDatabaseWrapper) -> bool:
    """There is no table yet, of whatever program."""
    return not connection.introspection.table_names()


def lay_out(connection: BaseDatabaseWrapper) -> None:
    """Every table of an empty database, with all migrations noted as applied: all, or nothing.

    Steps of migrations that Django's schema editor does not know (`RunPython`, `RunSQL`) are taken
    afterwards in their order, save those that only change rows and say so by `elidable`.
    """
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    plan = [migration for migration, _back in executor.migration_plan(leaves)]
    state = executor.loader.project_state()
    with connection.schema_editor(atomic=True) as editor:
        executor.recorder.ensure_schema()
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        # Steps find the tables whole: with their indexes, and keys between them.
        for statement in editor.deferred_sql:
            editor.execute(statement, None)
        editor.deferred_sql.clear()
        for migration, operation in _steps(plan):
            operation.database_forwards(migration.app_label, editor, state, state)
        for migration in plan:
            executor.recorder.record_applied(migration.app_label, migration.name)


def _steps(plan: list[Migration]) -> Iterator[tuple[Migration, RunPython | RunSQL]]:
    for migration in plan:
        for operation in migration.operations:
            if isinstance(operation, RunPython | RunSQL) and not operation.elidable:
                yield migration, operation
