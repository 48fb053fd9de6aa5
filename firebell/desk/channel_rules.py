"""Other minutes until the first answer on single channels: a table on the page of due times.

A line is one rule of the policy. Rules that no line can show (for several channels at once, for
other clocks, for priorities with gaps) stay as programs set them, and where they stand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from firebell.common.channel_names import channel_name
from firebell.core.desk.clocks import ClockKind
from firebell.core.desk.clocks.policy import MOST_MINUTES, PRIORITIES
from firebell.desk.house_forms import ALWAYS, KINDS, OFFICE
from firebell.desk.wording_why import length_told

PREFIX = "channels"
MOST_LINES = 60
COUNTED = {
    "": gettext_lazy("as on other channels"),
    OFFICE: gettext_lazy("in the opening hours"),
    ALWAYS: gettext_lazy("by day and night"),
}
# Ranges of priorities as they are sent; the empty one is for all.
RANGES: Mapping[str, tuple[int, ...]] = {"": ()} | {
    f"{first}-{last}": tuple(range(first, last + 1))
    for first in PRIORITIES
    for last in PRIORITIES[first - 1 :]
    if (first, last) != (PRIORITIES[0], PRIORITIES[-1])
}
Rule = Mapping[str, Any]
Key = tuple[str, str]  # channel, range


class Line(forms.Form):
    """One channel, one range of priorities, and the minutes that hold there. `was`: what the line
    was for when the page was shown, empty for a new one."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=gettext_lazy("Channel"))
    priorities = forms.ChoiceField(label=gettext_lazy("Priority"), required=False)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=MOST_MINUTES)
    calendar = forms.ChoiceField(label=gettext_lazy("Counted"), required=False)

    def __init__(
        self, *args: Any, channels: Collection[str], calendars: Collection[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((channel_name(one), one) for one in channels)
        counted = [(one, str(one)) for one in calendars if one not in COUNTED]
        self._choose("channel", [("", ""), *((one, name) for name, one in named)])
        self._choose("priorities", [(one, range_told(RANGES[one])) for one in RANGES])
        self._choose("calendar", [*COUNTED.items(), *counted])

    def _choose(self, name: str, choices: list[tuple[str, str | Promise]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def cells(self) -> list[Any]:
        return [self[name] for name in ("channel", "priorities", "minutes", "calendar")]

    @property
    def key(self) -> Key:
        return self.cleaned_data["channel"], self.cleaned_data["priorities"]

    @property
    def known_as(self) -> Key | None:
        channel, _colon, written = self.cleaned_data.get("was", "").rpartition(":")
        return (channel, written) if channel else None

    @property
    def stays(self) -> bool:
        """Is it for the same as before, so that its rule stays where it stands?"""
        return self.key == self.known_as and bool(self.cleaned_data["calendar"])


class _Table(forms.BaseFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        """Of two lines for the same the second would never hold."""
        if any(self.errors):
            return
        known = set[Key]()
        for line in self.wanted:
            if line.key in known:
                line.add_error("channel", _("There is a line for this already."))
                return
            known.add(line.key)

    @property
    def wanted(self) -> list[Line]:
        """Lines that are there, or are new, and that nobody takes away."""
        fresh = [line for line in self.extra_forms if line.has_changed()]
        gone = self.deleted_forms
        return [line for line in (*self.initial_forms, *fresh) if line not in gone]


_table = forms.formset_factory(
    Line,
    formset=_Table,
    extra=1,
    can_delete=True,
    can_delete_extra=False,
    max_num=MOST_LINES,
)


def table(rules: Iterable[Rule], channels: Iterable[str], data: Any = None) -> Any:
    """The lines of these rules and an empty one. `channels`: those that may be chosen. `data`: what
    was sent; where that says nothing of the table it is unbound."""
    mine = [rule for rule in rules if rule.get("channels")]
    named = {one for rule in mine for one in rule["channels"]}
    sent = data if data is not None and f"{PREFIX}-TOTAL_FORMS" in data else None
    shown = [_shown(key, rule) for key, rule in _lines(mine).items()]
    return _table(
        sent,
        prefix=PREFIX,
        initial=shown if sent is None else None,
        form_kwargs={
            "channels": {*channels, *named},
            "calendars": dict.fromkeys(rule["calendar"] for rule in mine),
        },
    )


def with_table(rules: Sequence[Rule], sent: Any, always: int) -> list[Rule]:
    """The rules for channels as the table has them now; all that it does not show as it was.
    `always`: the priorities up to which answers are due by day and night."""
    mine = [rule for rule in rules if rule.get("channels")]
    if not sent.is_bound:
        return mine
    stays = {line.known_as: line for line in sent.wanted if line.stays}
    gone = {line.known_as for line in sent.initial_forms} - stays.keys()
    kept = [rule for rule in mine if (key := _key(rule)) is None or key not in gone]
    lines = {id(rule): stays[key] for key, rule in _lines(kept).items() if key in stays}
    found = [_changed(rule, lines[id(rule)]) if id(rule) in lines else rule for rule in kept]
    taken = {line.key for line in sent.wanted}
    for line in sent.wanted:
        if not line.stays:
            for rule in _new(line, always, taken - {line.key}):
                found.insert(_place(found, rule), rule)
    return found


def others_told(rules: Iterable[Rule]) -> list[str]:
    """What no line shows, in words."""
    return [_told(rule) for rule in rules if rule.get("channels") and _key(rule) is None]


def range_told(priorities: Sequence[int]) -> str:
    """For people: "all", "2", "1 to 3", or "1, 4"."""
    if not priorities:
        return pgettext("priorities", "all")
    first, last = priorities[0], priorities[-1]
    if tuple(priorities) not in RANGES.values():
        return ", ".join(map(str, priorities))
    return str(first) if first == last else _("%(n)s to %(m)s") % {"n": first, "m": last}


def _key(rule: Rule) -> Key | None:
    """What a line for it is known by; None where no line can show it."""
    if rule["clock"] != ClockKind.FIRST_RESPONSE or len(rule["channels"]) != 1:
        return None
    wanted = tuple(sorted(set(rule.get("priorities", ()))))
    wanted = () if wanted == PRIORITIES else wanted
    written = next((one for one, priorities in RANGES.items() if priorities == wanted), None)
    return (rule["channels"][0], written) if written is not None else None


def _lines(rules: Iterable[Rule]) -> dict[Key, Rule]:
    """Of two rules for the same the first holds."""
    found: dict[Key, Rule] = {}
    for rule in rules:
        if (key := _key(rule)) is not None:
            found.setdefault(key, rule)
    return found


def _shown(key: Key, rule: Rule) -> dict[str, Any]:
    return {
        "was": f"{key[0]}:{key[1]}",
        "channel": key[0],
        "priorities": key[1],
        "minutes": rule["minutes"],
        "calendar": rule["calendar"],
    }


def _changed(rule: Rule, line: Line) -> Rule:
    data = line.cleaned_data
    return {**rule, "minutes": data["minutes"], "calendar": data["calendar"]}


def _new(line: Line, always: int, taken: Collection[Key]) -> list[Rule]:
    """One rule, or one for what runs by day and night and one for the rest, unless a line of its
    own speaks of that."""
    data, wanted = line.cleaned_data, RANGES[line.key[1]] or PRIORITIES
    parts = {data["calendar"]: wanted}
    if not data["calendar"]:
        parts = {
            ALWAYS: tuple(one for one in wanted if one <= always),
            OFFICE: tuple(one for one in wanted if one > always),
        }
    found = [
        {
            "clock": str(ClockKind.FIRST_RESPONSE),
            "minutes": data["minutes"],
            "calendar": calendar,
            "channels": [data["channel"]],
        }
        | ({"priorities": list(part)} if part != PRIORITIES else {})
        for calendar, part in parts.items()
        if part
    ]
    return [rule for rule in found if _key(rule) not in taken]


def _place(rules: Sequence[Rule], new: Rule) -> int:
    """Before what is for more channels or more priorities, since the first that speaks holds."""
    (channel,), size = new["channels"], len(new.get("priorities", PRIORITIES))
    for at, rule in enumerate(rules):
        if rule["clock"] == ClockKind.FIRST_RESPONSE and channel in rule["channels"]:
            wider = len(rule.get("priorities") or PRIORITIES) > size
            if wider or len(rule["channels"]) > 1:
                return at
    return len(rules)


def _told(rule: Rule) -> str:
    return _("%(clock)s, %(channels)s, priority %(range)s: %(length)s") % {
        "clock": KINDS[ClockKind(rule["clock"])],
        "channels": ", ".join(map(channel_name, rule["channels"])),
        "range": range_told(rule.get("priorities", ())),
        "length": length_told(timedelta(minutes=rule["minutes"])),
    }
