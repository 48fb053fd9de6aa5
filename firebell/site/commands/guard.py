from __future__ import annotations

import sys

import click


@click.command()
@click.argument("file", default="-", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(file: str, as_json: bool) -> None:
    """Check outbound texts: JSON Lines with `text` (channel, public, lang, customer, agent).

    Ends with 1 if any of them must not leave as it is.

    \b
    Example:
      echo '{"text": "Calm down, {{name}}."}' | firebell guard --json
    """
    from firebell.runners.guarding import guard_rows
    from firebell.site.rows import read_rows, write_rows

    held = False
    for row in guard_rows(read_rows(file)):
        held |= row["verdict"] in ("approve", "block")
        if as_json:
            write_rows([row])
        else:
            why = "; ".join(reason["message"] for reason in row["reasons"])
            click.echo(f"{row['verdict']}\t{' '.join(row['text'].split())}\t{why}")
    sys.exit(1 if held else 0)
