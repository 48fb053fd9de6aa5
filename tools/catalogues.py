"""Bring the message catalogues up to date with the source, and compile them.

    python tools/catalogues.py update     # take new strings in, drop those that are gone, compile
    python tools/catalogues.py missing    # print what each language still lacks
    python tools/catalogues.py compile    # only write the .mo files that Django reads

Python files are read by Babel. Templates are first turned into calls of gettext by Django's own
`templatize`, so both see a string just as it will be looked up. Nothing needs the system's gettext.
How to translate: docs/how-to/translate.md.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "firebell" / "locale"
LANGUAGES = ("nb", "pl")
HEADER = """\
# How to translate: docs/how-to/translate.md
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update did: strings that came, strings that went, and likely pairs of the two."""

    new: list[str]
    gone: list[str]

    def reworded(self) -> Iterator[tuple[str, str]]:
        """A new string beside the dropped one that it most resembles: read both again."""
        for text in self.new:
            for old in difflib.get_close_matches(text, self.gone, n=1, cutoff=0.7):
                yield old, text


def source_strings(root: Path = ROOT) -> Catalog:
    """Every translatable string of the package, with the files that it stands in."""
    found = Catalog(project="firebell", fuzzy=False)
    for path in sorted((root / "firebell").rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            source = path.read_bytes()
        elif path.suffix == ".html":
            source = _as_python(path)
        else:
            continue
        place = path.relative_to(root).as_posix()
        calls = extract("python", BytesIO(source), KEYWORDS, ["Translators:"])
        for _line, text, comments, context in calls:
            # Without its line: an edit further up must not change or reorder the catalogues.
            found.add(text, None, [(place, 0)], auto_comments=comments, context=context)
    return found


def _as_python(path: Path) -> bytes:
    """A template as calls of gettext. Indents go: what is left between the calls is no program."""
    calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    return "\n".join(line.lstrip() for line in calls.splitlines()).encode()


def catalogue_path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def catalogue(language: str) -> Catalog:
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, project="firebell", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def key(message: Message) -> tuple[str, str]:
    """How gettext finds a message: its context and its first source string."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", text


def update(language: str, found: Catalog) -> Changes:
    """Rewrite one .po file: translations stay, new strings come empty, unused ones go."""
    held = catalogue(language)
    before = {key(message) for message in held if message.id}
    after = {key(message) for message in found if message.id}
    held.update(found, no_fuzzy_matching=True)
    held.obsolete.clear()
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.format(language=language, plurals=get_plural(language)).encode())
        write_po(file, held, 100, omit_header=True, sort_by_file=True, include_lineno=False)
    return Changes(
        sorted(text for _, text in after - before), sorted(text for _, text in before - after)
    )


def missing(language: str) -> list[Message]:
    """Messages without a translation, with an empty plural form, or marked as fuzzy."""
    return [message for message in catalogue(language) if message.id and not _said(message)]


def _said(message: Message) -> bool:
    forms = [message.string] if isinstance(message.string, str) else message.string
    return all(forms) and not message.fuzzy


def compile_catalogues() -> None:
    for language in LANGUAGES:
        with catalogue_path(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue(language))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("do", choices=("update", "missing", "compile"))
    chosen = parser.parse_args().do
    if chosen == "update":
        _update_all()
    if chosen != "missing":
        compile_catalogues()
    lacking = [(language, message) for language in LANGUAGES for message in missing(language)]
    for language, message in lacking:
        print(f"{language}: no translation: {key(message)[1]}")
    return 1 if lacking else 0


def _update_all() -> None:
    if not settings.configured:  # `templatize` asks for the language of comments
        settings.configure(USE_I18N=True)
        django.setup()
    found = source_strings()
    for language in LANGUAGES:
        changes = update(language, found)
        print(f"{language}: {len(changes.new)} new, {len(changes.gone)} gone")
        for old, new in changes.reworded():
            print(f"  read again: {old!r} is now {new!r}")


if __name__ == "__main__":
    sys.exit(main())
