"""Tables that only grow: the database itself refuses to change or delete a row."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forbid_changes(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Install triggers that make `table` append-only. For use in a migration's RunPython."""
    message = f"{table} is append-only"
    if editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            editor.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
        return
    editor.execute(
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END $$"
    )
    editor.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()"
    )
