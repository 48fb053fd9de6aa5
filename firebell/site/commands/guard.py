from __future__ import annotations

import sys

import click


@click.command()
@click.argument("file", default="-", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(file: str, as_json: bool) -> None:
    """Check outbound texts: JSON Lines with `text` (channel, public, lang, customer, agent).

    Ends with 1 if any of them must not leave as it is, or could not be checked.

    \b
    Example:
      echo '{"text": "Calm down, {{name}}."}' | firebell guard --json
    """
    from firebell.runners.guarding import RowError, guard_row
    from firebell.site.rows import Rows, write_rows

    rows = Rows(file)
    held = False
    for given in rows:
        try:
            row = guard_row(given)
        except RowError as error:
            rows.refuse(str(error))
            continue
        held |= row["verdict"] in ("approve", "block")
        if as_json:
            write_rows([row])
        else:
            why = "; ".join(reason["message"] for reason in row["reasons"])
            click.echo(f"{row['verdict']}\t{' '.join(row['text'].split())}\t{why}")
    sys.exit(1 if held or rows.refused else 0)
