"""`firebell cascade`: how many posts it will come to."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner, Result

from firebell.core.triggers.cascade.simulate import cascades
from firebell.site.command_line import cli

HEADER = "relative_time_second,number_of_followers\n"
CSV = HEADER + "".join(f"{7 * n},{100 + n}\n" for n in range(40))


def cascade(*arguments: str, said: str = "") -> Result:
    return CliRunner().invoke(cli, ["cascade", *arguments], input=said)


def told(result: Result) -> list[dict]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def line(**said) -> str:
    return json.dumps({"id": "a", "times": [0, 5, 9], "followers": None} | said)


def test_a_csv_of_one_cascade_gives_one_object(tmp_path):
    path = tmp_path / "tweet.csv"
    path.write_text(CSV)
    (found,) = told(cascade(str(path)))
    assert list(found) == ["id", "final_size", "lower", "upper", "p_exceed"]
    assert found["id"] == "tweet"
    assert 40 <= found["lower"] <= found["final_size"] <= found["upper"]
    assert 0 < found["p_exceed"] < 1


def test_only_what_had_been_posted_by_then_counts():
    early = told(cascade("--at", "70", said=CSV))
    cut = HEADER + "".join(CSV.splitlines(keepends=True)[1:12])
    assert early == told(cascade("--at", "70", said=cut))
    assert early != told(cascade(said=CSV))


def test_jsonl_says_the_same_of_each_as_csv_does():
    times, followers = [7 * n for n in range(40)], [100 + n for n in range(40)]
    rows = [line(id=n, times=times, followers=followers) for n in ("x", 7)] + [line()]
    first, second, third = told(cascade(said="\n".join(rows) + "\n\n"))
    assert (first["id"], second["id"], third["id"]) == ("x", "7", "a")
    assert first | {"id": "-"} == second | {"id": "-"} == told(cascade(said=CSV))[0]


def test_the_threshold_is_a_multiple_or_a_number():
    (double,), (eighty,) = (told(cascade("--exceed", one, said=CSV)) for one in ("2x", "80"))
    assert double == eighty
    assert told(cascade("--exceed", "40", said=CSV))[0]["p_exceed"] == 1
    assert told(cascade("--exceed", "1000000", said=CSV))[0]["p_exceed"] < double["p_exceed"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "line 1: the columns must be"),
        (HEADER, "no posts"),
        ("a,b\n1,2\n", "line 1: the columns must be"),
        (HEADER + "0,5\nsoon,3\n", "line 3: 'soon' is no number"),
        (HEADER + "0,5\n9,3\n4,3\n", "time 3 is before the one above it"),
        (HEADER + "5,5\n", "the first time is 5; count from the first post"),
        (HEADER + "0,-5\n", "followers 1 is -5"),
        ("{not json\n", "line 1: "),
        ('{"id": 1}\n', "line 1: no times"),
        (line() + "\n" + line(times=[0, "x"]), "line 2: times 2 is 'x'; give a number"),
        (line(followers=[1]), "line 1: followers must be null or a list as long as times (3)"),
        (line(times=[0, float("nan"), 4]), "line 1: times 2 is nan"),
        (line() + "\n[]\n", "line 2: not an object"),
    ],
)
def test_what_is_no_cascade_is_one_line_that_names_the_row(said, why):
    result = cascade(said=said)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert why in result.stderr


@pytest.mark.parametrize(
    "arguments", [("--at", "-1"), ("--exceed", "many"), ("--exceed", "0x"), ("--model", __file__)]
)
def test_options_that_make_no_sense_are_refused(arguments):
    result = cascade(*arguments, said=CSV)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_is_not_there_is_refused():
    assert cascade("no-such-file.csv").exit_code == 2


def test_a_house_teaches_its_own_model_and_uses_it(tmp_path):
    rng = np.random.default_rng(1)
    names = [f"person {n}" for n in range(50)]
    with (tmp_path / "past.jsonl").open("w") as file:
        for n, one in enumerate(cascades(220, 8)):
            times, who = one.at[:300].tolist(), rng.choice(names, len(one.at[:300])).tolist()
            row = {"id": n, "times": times, "users": who, "start": 1_000 * n}
            file.write(json.dumps(row) + "\n")
    out = tmp_path / "out"
    arguments = ["train", "cascades", "--data", str(tmp_path), "--out", str(out)]
    made = CliRunner().invoke(cli, arguments)
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout)["people"] == 50
    own = told(cascade("--model", str(out / "cascades.npz"), said=line(users=names[:3])))
    assert own[0]["final_size"] >= 3
    assert own != told(cascade(said=line(users=names[:3])))


def test_a_folder_without_cascades_teaches_nothing(tmp_path):
    arguments = ["train", "cascades", "--data", str(tmp_path), "--out", str(tmp_path / "out")]
    assert CliRunner().invoke(cli, arguments).exit_code == 2
    (tmp_path / "a.jsonl").write_text('{"times": [0, 1]}\n{"times": [3]}\n')
    refused = CliRunner().invoke(cli, arguments)
    assert refused.exit_code == 2
    assert "line 2: the first time is 3" in refused.stderr
