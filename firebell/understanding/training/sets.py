"""The public sets, read into plain rows, and the wall between training and test texts."""

from __future__ import annotations

import ast
import csv
import html
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from firebell.core.text.tokens import comparison_key

LANGUAGES = (
    *("arabic", "english", "french", "german"),
    *("hindi", "italian", "portuguese", "spanish"),
)
SENTIMENTS = ("negative", "neutral", "positive")
LICENCES = {
    "semeval2017_4A": "CC BY 3.0",
    "xlmt": "Apache-2.0",
    "norec_sentence": "CC BY-NC 4.0, trained models free",
    "davidson": "MIT",
    "germeval2018": "CC BY 4.0",
    "poleval2019_t6": "BSD-3-Clause",
    "toxic_spans": "CC0",
    "wiki_toxicity": "Apache-2.0",
    "agent_replies": "firebell's own",
    "banking77": "CC BY 4.0",
    "clinc150": "CC BY 3.0",
}
"""The sets that what ships is trained on, by the name of their folder."""


@dataclass(frozen=True)
class Labelled:
    """One text with one label; ``source`` names set and language."""

    text: str
    label: int
    source: str


class LeakedTestTextError(ValueError):
    """A training text is also a test text."""


def xlmt(data: Path, part: str, languages: Iterable[str] = LANGUAGES) -> list[Labelled]:
    """Sentiment 0, 1, 2 of tweets in eight languages; ``part`` is train, val or test."""
    rows = []
    for language in languages:
        folder = data / "xlmt" / language
        texts = _lines(folder / f"{part}_text.txt")
        labels = _lines(folder / f"{part}_labels.txt")
        rows += [
            Labelled(plain_tweet(text), int(label), f"xlmt {language}")
            for text, label in zip(texts, labels, strict=True)
        ]
    return rows


_MARKS = re.compile(r"[\W_]+")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def plain_tweet(text: str) -> str:
    """The tweet as it was written: some files hold HTML entities, \\u escapes and CSV's quotes.

    >>> plain_tweet('"a &amp; ""b"" isn\\\\u2019t"')
    'a & "b" isn’t'
    """
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    text = text.replace('""', '"')
    return html.unescape(_ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text))


def semeval(data: Path) -> list[Labelled]:
    """Sentiment 0, 1, 2 of English tweets of 2013 to 2016, each once; those that were labelled in
    two ways are left out. Some stand in other sets' test parts: see Wall."""
    found: dict[str, tuple[str, set[int]]] = {}
    for path in sorted((data / "tweeteval" / "semeval2017_4A").glob("*.tsv")):
        for line in _lines(path):
            _, label, text, *_ = line.split("\t")
            tweet = plain_tweet(text)
            _, labels = found.setdefault(_letters(tweet), (tweet, set()))
            labels.add(SENTIMENTS.index(label))
    return [
        Labelled(text, *labels, "semeval") for text, labels in found.values() if len(labels) == 1
    ]


def norec(data: Path, part: str) -> list[Labelled]:
    """Sentiment 0, 1, 2 of sentences of Norwegian reviews; ``part`` is train, dev or test."""
    with (data / "norec_sentence" / "3class" / f"{part}.json").open(encoding="utf-8") as file:
        rows = json.load(file)
    return [Labelled(row["text"], SENTIMENTS.index(row["label"].lower()), "norec") for row in rows]


def davidson(data: Path, part: str) -> list[Labelled]:
    """1 for hate or offence, 0 for neither, in tweets chosen by swear words. Noisy labels.

    The set has no parts of its own: a fifth, by the text's hash, is ``test``, another ``val``.
    """
    rows = [
        Labelled(html.unescape(row["tweet"]), int(row["class"] != "2"), "davidson")
        for row in _table(data / "davidson" / "labeled_data.csv")
    ]
    return [row for row in rows if _part(row.text) == part]


def _part(text: str) -> str:
    fifth = zlib.crc32(comparison_key(text).encode()) % 5
    return ("test", "val", "train", "train", "train")[fifth]


def held_back(text: str) -> bool:
    """True for a tenth of texts, the same in every run: for sets without a validation part."""
    return zlib.crc32(b"held back " + comparison_key(text).encode()) % 10 == 0


def germeval(data: Path, part: str) -> list[Labelled]:
    """1 for offence in German tweets; ``part`` is training or test."""
    path = data / "germeval2018" / f"germeval2018.{part}.txt"
    rows = [line.split("\t") for line in _lines(path)]
    return [
        Labelled(row[0].replace("|LBR|", "\n"), int(row[1] == "OFFENSE"), "germeval")
        for row in rows
    ]


def poleval(data: Path, part: str) -> list[Labelled]:
    """1 for harmful Polish tweets; ``part`` is train or test."""
    folder = data / "poleval2019_t6"
    texts, tags = _lines(folder / f"{part}_text_1.txt"), _lines(folder / f"{part}_tags_1.txt")
    return [
        Labelled(text.replace("\\n", "\n"), int(tag), "poleval")
        for text, tag in zip(texts, tags, strict=True)
    ]


def wiki(data: Path) -> list[Labelled]:
    """1 for toxic comments on talk pages, plain spelling."""
    rows = _table(data / "wiki_toxicity" / "toxicity_nonfuzzed_testset.csv")
    return [Labelled(row["comment"], int(row["toxic"] == "True"), "wiki") for row in rows]


def agent_replies(data: Path, part: str) -> list[Labelled]:
    """1 for hostile, 0 for firm or kind replies of support agents; rude ones are left out."""
    rows = [json.loads(line) for line in _lines(data / "agent_replies" / f"{part}.jsonl")]
    return [
        Labelled(row["text"], int(row["class"] == "hostile"), "agents")
        for row in rows
        if row["class"] != "rude"
    ]


def toxic_spans(data: Path, part: str) -> list[tuple[str, frozenset[int]]]:
    """Comments with the places (code points) of their toxic characters."""
    rows = _table(data / "toxic_spans" / f"tsd_{part}.csv")
    return [(row["text"], frozenset(ast.literal_eval(row["spans"]))) for row in rows]


def hatecheck(data: Path) -> list[Labelled]:
    """Functional tests for hate detection. For measuring only."""
    rows = _table(data / "hatecheck" / "test_suite_cases.csv")
    return [Labelled(r["test_case"], int(r["label_gold"] == "hateful"), "hatecheck") for r in rows]


def hatecheck_functions(data: Path) -> list[str]:
    """What each row of `hatecheck` tests."""
    rows = _table(data / "hatecheck" / "test_suite_cases.csv")
    return [row["functionality"] for row in rows]


def banking77(data: Path, part: str) -> list[tuple[str, str]]:
    """Questions to a bank and their intents; ``part`` is train or test."""
    return [(row["text"], row["category"]) for row in _table(data / "banking77" / f"{part}.csv")]


def clinc150(data: Path, part: str) -> list[tuple[str, str]]:
    """Questions to an assistant and their intents; ``part`` is train, val or test, or oos_train,
    oos_val, oos_test for what is none of its intents."""
    with (data / "clinc150" / "data_full.json").open(encoding="utf-8") as file:
        return [(text, intent) for text, intent in json.load(file)[part]]


def questions_to_firms(data: Path) -> list[str]:
    """What people ask banks and assistants, training parts."""
    return [text for text, _ in banking77(data, "train") + clinc150(data, "train")]


def tweeteval_sentiment(data: Path, part: str = "test") -> list[Labelled]:
    """English tweets; ``part`` is val or test. For measuring only."""
    folder = data / "tweeteval" / "sentiment"
    texts, labels = _lines(folder / f"{part}_text.txt"), _lines(folder / f"{part}_labels.txt")
    return [
        Labelled(plain_tweet(text), int(label), "tweeteval")
        for text, label in zip(texts, labels, strict=True)
    ]


def tweeteval(data: Path, task: str, part: str) -> list[Labelled]:
    """Another task of TweetEval; ``part`` is train, val or test. For measuring only."""
    folder = data / "tweeteval" / task
    texts, labels = _lines(folder / f"{part}_text.txt"), _lines(folder / f"{part}_labels.txt")
    return [
        Labelled(plain_tweet(text), int(label), f"tweeteval {task}")
        for text, label in zip(texts, labels, strict=True)
    ]


def airline(data: Path) -> list[tuple[str, int, str]]:
    """Text, sentiment 0, 1, 2 and the local time of tweets to airlines. For measuring only."""
    rows = _table(data / "airline" / "Tweets.csv")
    return [
        (html.unescape(r["text"]), SENTIMENTS.index(r["airline_sentiment"]), r["tweet_created"])
        for r in rows
    ]


def support_texts(data: Path, inbound: bool) -> list[str]:
    """What customers wrote to support accounts, or what these replied. For measuring only."""
    rows = _table(data / "twcs" / "twcs_5k.csv")
    return [html.unescape(row["text"]) for row in rows if row["inbound"] == str(inbound)]


def test_texts(data: Path) -> Iterator[str]:
    """Every text that is measured on, of all sets."""
    for part in ("val", "test"):
        yield from (row.text for row in xlmt(data, part))
    for part in ("dev", "test"):
        yield from (row.text for row in norec(data, part))
    for rows in (
        tweeteval_sentiment(data, "val"),
        tweeteval_sentiment(data),
        davidson(data, "test"),
        germeval(data, "test"),
        poleval(data, "test"),
        hatecheck(data),
        agent_replies(data, "test"),
    ):
        yield from (row.text for row in rows)
    for task in ("offensive", "hate", "irony", "emotion"):
        yield from (row.text for row in tweeteval(data, task, "test"))
    yield from (text for text, _, _ in airline(data))
    for part in ("trial", "test"):
        yield from (text for text, _ in toxic_spans(data, part))
    yield from (text for text, _ in banking77(data, "test"))
    yield from (text for part in ("test", "oos_test") for text, _ in clinc150(data, part))
    yield from (row["text"] for row in _table(data / "twcs" / "twcs_5k.csv"))


class Wall:
    """Keeps test texts out of training, by what is left of a text without case, spaces, links,
    names and marks: the same tweet stands in several sets, quoted and cut in several ways."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._keys = {_letters(text) for text in texts} - {""}

    def __contains__(self, text: str) -> bool:
        return _letters(text) in self._keys

    def without_leaks(self, rows: Iterable[Labelled]) -> list[Labelled]:
        """The rows whose text is in no test part."""
        return [row for row in rows if row.text not in self]

    def check(self, rows: Iterable[Labelled]) -> None:
        """Raise LeakedTestTextError, naming set and text, if a row is on the other side."""
        leaked = [row for row in rows if row.text in self]
        if leaked:
            raise LeakedTestTextError(
                f"{len(leaked)} training texts are also test texts, the first in "
                f"{leaked[0].source}: {leaked[0].text!r}. Leave them out with Wall.without_leaks."
            )


def _letters(text: str) -> str:
    key = comparison_key(plain_tweet(text))
    return _MARKS.sub("", key) or key


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, restval=""))
