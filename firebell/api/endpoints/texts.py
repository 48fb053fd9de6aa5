"""Texts that are written often, and filling one for a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from firebell.accounts.enums import ANSWERING
from firebell.api.endpoints.finding import case_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import by_id
from firebell.api.problems import not_found, not_valid
from firebell.api.shapes import Id, In, Instant, Out, Page, Paged
from firebell.core.desk import templates
from firebell.desk import actions
from firebell.desk.actions import Steps
from firebell.desk.models import Macro, Tag
from firebell.desk.models.shelf import LONGEST_PROMISE

resource = Resource("texts", "Texts to answer with, and their variables.", (actions.Refused,))

Name = Annotated[str, Meta(min_length=1, max_length=80, examples=["Bag on its way"])]
Template = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=20_000,
        description="With variables such as `{{ customer }}`",
        examples=["Dear {{ customer }}, your bag is on its way."],
    ),
]
Language = Annotated[str, Meta(max_length=8, description="ISO 639-1; empty for any")]
TagName = Annotated[str, Meta(max_length=40, description="A tag that it puts on the case")]
Takes = Annotated[bool, Meta(description="Whoever puts it in takes the case")]
Sets = Annotated[int, Meta(ge=1, le=5, description="The priority that it gives the case")]
Hours = Annotated[
    int, Meta(ge=1, le=LONGEST_PROMISE, description="It notes a promise, due in so many hours")
]


class NewText(In):
    """A text to answer with."""

    name: Name
    text: Template
    language: Language = ""
    tag: TagName = ""
    takes: Takes = False
    priority: Sets | None = None
    promise_hours: Hours | None = None


class Text(Out):
    """A text to answer with; `used` is how often."""

    id: Id
    name: Name
    text: Template
    language: Language
    tag: TagName
    takes: Takes
    priority: Sets | None
    promise_hours: Hours | None
    changed_at: Instant
    used: Annotated[int, Meta(examples=[3])]


class Chosen(In):
    """Which text."""

    text: Id


class Filled(Out):
    """The text for one person; `missing` are variables without a value."""

    text: Annotated[str, Meta(examples=["Dear Ann, your bag is on its way."])]
    missing: list[str]


@resource.get("texts", Scope.TEXTS_READ, ANSWERING)
def listed(call: Call, query: Paged) -> Page[Text]:
    """All texts, in the order in which they were written."""
    found = Macro.objects.filter(workspace=call.workspace).select_related("tag")
    return by_id(call, query, found, _shown)


@resource.get("texts/<int:text>", Scope.TEXTS_READ, ANSWERING)
def one(call: Call, text: int) -> Text:
    """One text."""
    return _shown([_macro_of(call, text)])[0]


@resource.post("texts", Scope.TEXTS_WRITE, ANSWERING, status=201)
def write(call: Call, body: NewText) -> Text:
    """A new text."""
    return _kept(call, body, None)


@resource.put("texts/<int:text>", Scope.TEXTS_WRITE, ANSWERING)
def rewrite(call: Call, text: int, body: NewText) -> Text:
    """Another wording of a text."""
    return _kept(call, body, _macro_of(call, text))


@resource.delete("texts/<int:text>", Scope.TEXTS_WRITE, ANSWERING)
def drop(call: Call, text: int) -> None:
    """Away with a text."""
    actions.drop_macro(_macro_of(call, text), call.user)


@resource.post("cases/<int:number>/text", Scope.CASES_WRITE, ANSWERING)
def fill(call: Call, number: int, body: Chosen) -> Filled:
    """Fill a text for the person of a case. Nothing is sent; what the text does with the case is
    done."""
    case = case_of(call, number)
    found = Macro.objects.filter(workspace=call.workspace, pk=body.text)
    macro = found.select_related("tag").first()
    if macro is None:
        raise not_valid("/text", "there is no such text in this workspace")
    filled = actions.use(macro, case, call.user)
    return Filled(text=filled.text, missing=list(filled.missing))


def _macro_of(call: Call, key: int) -> Macro:
    found = Macro.objects.filter(workspace=call.workspace, pk=key).select_related("tag").first()
    if found is None:
        raise not_found("text")
    return found


def check_template(text: str, pointer: str) -> None:
    """Raises a problem that says at which character a variable is none."""
    try:
        templates.check(text)
    except templates.TemplateError as error:
        known = ", ".join(templates.VARIABLES)
        said = f"at character {error.place + 1} stands {error.found}; there are: {known}"
        raise not_valid(pointer, said) from error


def _kept(call: Call, body: NewText, macro: Macro | None) -> Text:
    check_template(body.text, "/text")
    tag = Tag.objects.filter(workspace=call.workspace, name=body.tag).first() if body.tag else None
    if body.tag and tag is None:
        raise not_valid("/tag", "there is no such tag in this workspace")
    kept = actions.keep_macro(
        call.workspace,
        call.user,
        name=body.name,
        text=body.text,
        language=body.language,
        does=Steps(tag, body.takes, body.priority, body.promise_hours),
        macro=macro,
    )
    return _shown([kept])[0]


def _shown(macros: Sequence[Macro]) -> list[Text]:
    return [
        Text(
            id=one.pk,
            name=one.name,
            text=one.text,
            language=one.language,
            tag=one.tag.name if one.tag else "",
            takes=one.takes,
            priority=one.priority,
            promise_hours=one.promise_hours,
            changed_at=one.changed_at,
            used=one.used,
        )
        for one in macros
    ]
