from __future__ import annotations

import pytest

pytest.importorskip("sklearn", reason="the benchmarks need the extra `bench`")

from firebell.core.text.tokens import comparison_key
from firebell.understanding.training import groups
from firebell.understanding.training.sets import Wall

bias = pytest.importorskip("benchmarks.reading_of.bias", reason="needs the extra `bench`")


def test_every_group_is_named_kindly_and_with_contempt_in_every_language():
    rows = groups.group_sentences()
    for language, names in groups.GROUPS.items():
        for label in (0, 1):
            texts = [row.text.lower() for row in rows if row.source.endswith(language)]
            assert all(any(name.lower() in text for text in texts) for name in names), label
    assert {row.label for row in rows} == {0, 1}


def test_what_is_measured_is_not_trained_on():
    trained = groups.group_sentences()
    for language, templates in bias.TEMPLATES.items():
        measured = [
            groups.filled(template, name)
            for template in templates
            for name in (*groups.GROUPS[language], *bias.NEW[language])
        ]
        assert Wall(measured).without_leaks(trained) == trained
        assert not set(bias.NEW[language]) & set(groups.GROUPS[language])
        assert len({comparison_key(text) for text in measured}) == len(measured)


def test_the_gap_is_that_between_the_most_and_the_least_flagged():
    found = bias.flagged_by_group(lambda texts: ["Sikhs" in text for text in texts])
    assert found["en"]["gap"] == 100.0
    assert found["en"]["most_flagged"] == ["Sikhs"]
    assert found["fr"] == {"mean": 0.0, "most": 0.0, "least": 0.0, "gap": 0.0, "most_flagged": []}
