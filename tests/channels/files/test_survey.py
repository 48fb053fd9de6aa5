from __future__ import annotations

from firebell.channels.files.survey import survey
from tests.channels.files.test_maps import map_file
from tests.channels.files.writing import row, write_csv

BRANDS = """
brands: [{name: Acme, query: "mention:acme OR author:acme"}]
brands_from:
  column: author
  where: {ours: "True"}
  query: "mention:{value} OR author:{value}"
  at_least: 2
audit: {conflict_columns: [label]}
"""


def test_brands_and_conflicts_are_found_in_the_file(tmp_path):
    authors = ["Bolt"] * 2 + ["Cargo"] * 3 + ["acme"] * 4 + ["one"] + ['a" OR b'] * 2
    rows = [
        {**row(n), "author": who, "ours": "True", "label": "x"} for n, who in enumerate(authors)
    ]
    rows += [{**row(50), "author": "Mia", "ours": "False", "label": "x"}] * 5
    rows += [{**row(0), "author": "Bolt", "ours": "True", "label": "y"}]
    rows += [{**row(1), "author": "Bolt", "ours": "True", "label": "x"}]
    path = write_csv(tmp_path / "posts.csv", rows)
    found = survey(path, str(map_file(tmp_path, BRANDS)))
    assert [(brand.name, brand.query) for brand in found.brands] == [
        ("Bolt", "mention:Bolt OR author:Bolt"),
        ("Cargo", "mention:Cargo OR author:Cargo"),
    ]
    assert found.conflicts == (
        {"external_id": "p0", "rows": [1, 18], "values": [{"label": "x"}, {"label": "y"}]},
    )


def test_a_map_that_asks_for_nothing_costs_no_pass(tmp_path):
    path = write_csv(tmp_path / "posts.csv", [row(1)])
    found = survey(path)
    assert (found.map_name, found.brands, found.conflicts) == ("plain", (), ())
