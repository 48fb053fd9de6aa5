"""Forms in which a lead sets what the desk goes by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from firebell.core.desk.clocks import ClockKind, Policy, Warn, to_json
from firebell.core.desk.clocks.policy import MOST_MINUTES, PRIORITIES
from firebell.core.desk.hours.calendar import WEEKDAYS
from firebell.core.desk.promise import first_policy
from firebell.core.desk.triage import Weights
from firebell.desk.models import Queue, Seat

OFFICE, ALWAYS = "office", "always"
DAYS = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}
KINDS = {
    ClockKind.FIRST_RESPONSE: _("First answer"),
    ClockKind.NEXT_RESPONSE: _("Each later answer"),
    ClockKind.RESOLUTION: _("The matter is done"),
}
FACTS = {
    "sensitive": _("Sensitive matter"),
    "negative": _("Negative"),
    "virality": _("Going viral"),
    "intent": _("What is wanted"),
    "reach": _("Reach of the author"),
    "influence": _("Influence on the topic"),
    "value": _("Value of the customer"),
    "waited": _("Time waited"),
    "failed_elsewhere": _("Another channel left them without an answer"),
    "toxicity": _("Rude words"),
}


class ClocksForm(forms.Form):
    """Opening hours of one office, and minutes for each clock and priority."""

    round_the_clock = forms.TypedChoiceField(
        label=_("By day and night"),
        coerce=int,
        choices=[
            (0, _("Nothing")),
            (1, _("Priority 1")),
            (2, _("Priorities 1 and 2")),
            (3, _("Priorities 1 to 3")),
            (5, _("Everything")),
        ],
    )
    warn_minutes = forms.IntegerField(
        label=_("Warn at least so many minutes before"), min_value=0, max_value=MOST_MINUTES
    )
    at_once = forms.TypedChoiceField(
        label=_("Tell people also outside the opening hours"),
        coerce=int,
        choices=[
            (0, pgettext_lazy("when to tell", "Never")),
            (1, _("Priority 1")),
            (2, _("Priorities 1 and 2")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day, label in DAYS.items():
            self.fields[day] = forms.CharField(label=label, max_length=200, required=False)
        for kind in KINDS:
            for priority in PRIORITIES:
                self.fields[f"{kind}_{priority}"] = forms.IntegerField(
                    label=str(priority), min_value=1, max_value=MOST_MINUTES
                )

    @property
    def days(self) -> list[Any]:
        return [self[day] for day in WEEKDAYS]

    @property
    def table(self) -> list[tuple[Any, list[Any]]]:
        return [
            (label, [self[f"{kind}_{priority}"] for priority in PRIORITIES])
            for kind, label in KINDS.items()
        ]

    @staticmethod
    def initial_of(policy: Policy) -> dict[str, Any]:
        office = policy.calendars.get(OFFICE)
        found: dict[str, Any] = {
            "warn_minutes": policy.warn.minutes,
            "at_once": policy.escalation.at_once,
            "round_the_clock": 0,
        }
        for at, day in enumerate(WEEKDAYS):
            spans = office.week[at] if office else ()
            found[day] = ", ".join(str(span) for span in spans)
        for kind in KINDS:
            for priority in PRIORITIES:
                rule = policy.rule(kind, priority, "")
                found[f"{kind}_{priority}"] = rule.minutes if rule else MOST_MINUTES
                if rule and rule.calendar == ALWAYS and kind == ClockKind.FIRST_RESPONSE:
                    found["round_the_clock"] = max(found["round_the_clock"], priority)
        return found

    def as_json(
        self, zone: str, kept: Mapping[str, Any], for_channels: Sequence[Mapping[str, Any]]
    ) -> dict[str, Any]:
        """What the core's clocks read, with these rules for single channels before all others. Of
        what is `kept` stays what this form does not ask for: dates, other calendars and steps, as
        programs may set them."""
        data = self.cleaned_data
        calendars = self._calendars(zone, kept.get("calendars", {}))
        always = data["round_the_clock"]
        if OFFICE not in calendars:
            for_channels = [_by_night(rule) for rule in for_channels]
        rules = [
            {
                "clock": str(kind),
                "minutes": data[f"{kind}_{priority}"],
                "calendar": ALWAYS if priority <= always else OFFICE,
                "priorities": [priority],
            }
            for kind in KINDS
            for priority in PRIORITIES
        ]
        warn = {"share": Warn().share} | kept.get("warn", {})
        told = {"steps": _usual_steps()} | kept.get("escalation", {})
        hours = OFFICE if OFFICE in calendars and always < max(PRIORITIES) else ""
        return {
            **kept,
            "calendars": calendars,
            "rules": [*for_channels, *rules],
            "warn": warn | {"minutes": data["warn_minutes"]},
            "escalation": told | {"hours": hours, "at_once": data["at_once"]},
        }

    def _calendars(self, zone: str, kept: Mapping[str, Any]) -> dict[str, Any]:
        data = self.cleaned_data
        week = {day: _spans(data[day]) for day in WEEKDAYS if data[day].strip()}
        always = {"zone": zone, "week": {day: ["00:00-24:00"] for day in WEEKDAYS}}
        calendars = {**kept, ALWAYS: always}
        if week or data["round_the_clock"] < max(PRIORITIES):
            calendars[OFFICE] = {**kept.get(OFFICE, {}), "zone": zone, "week": week}
        else:
            calendars.pop(OFFICE, None)
        return calendars


def _by_night(rule: Mapping[str, Any]) -> Mapping[str, Any]:
    """A house without opening hours counts by day and night."""
    return {**rule, "calendar": ALWAYS} if rule["calendar"] == OFFICE else rule


def _usual_steps() -> list[Any]:
    """Who has the case is warned, and a lead told when it is late."""
    steps: list[Any] = to_json(first_policy())["escalation"]["steps"]
    return steps


def _spans(typed: str) -> list[str]:
    return [span.strip() for span in typed.replace(";", ",").split(",") if span.strip()]


class WeightsForm(forms.Form):
    """Points for each fact at its worst, and from how many points each priority holds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in FACTS.items():
            self.fields[name] = forms.FloatField(label=label, min_value=0, max_value=1_000)
        for place in range(4):
            self.fields[f"cut_{place + 1}"] = forms.FloatField(
                label=_("Priority %(n)s from") % {"n": place + 1}, min_value=0.001
            )

    @property
    def facts(self) -> list[Any]:
        return [self[name] for name in FACTS]

    @property
    def cuts(self) -> list[Any]:
        return [self[f"cut_{place}"] for place in range(1, 5)]

    @staticmethod
    def initial_of(weights: Weights) -> dict[str, float]:
        cuts = {f"cut_{place}": cut for place, cut in enumerate(weights.cuts, 1)}
        return {name: getattr(weights, name) for name in FACTS} | cuts

    def as_json(self) -> dict[str, Any]:
        data = self.cleaned_data
        cuts = [data[f"cut_{place}"] for place in range(1, 5)]
        return {name: data[name] for name in FACTS} | {"cuts": cuts}


class SeatForm(forms.ModelForm):  # type: ignore[type-arg]
    """What one person can do; lists are typed with commas between."""

    languages = forms.CharField(label=_("Languages"), max_length=200, required=False)
    skills = forms.CharField(label=_("Skills"), max_length=500, required=False)
    certified = forms.CharField(label=_("Certified for channels"), max_length=500, required=False)
    queues = forms.ModelMultipleChoiceField(
        label=_("Queues"), queryset=Queue.objects.none(), required=False
    )

    class Meta:
        model = Seat
        fields = ("capacity", "languages", "skills", "certified", "senior")

    def __init__(self, *args: Any, workspace_id: int, **kwargs: Any) -> None:
        seat = kwargs["instance"]
        listed = {name: ", ".join(getattr(seat, name)) for name in _LISTS}
        kwargs["initial"] = listed | {"queues": seat.queues.all() if seat.pk else ()}
        super().__init__(*args, **kwargs)
        queues = Queue.objects.filter(workspace_id=workspace_id).order_by("id")
        self.fields["queues"].queryset = queues  # type: ignore[attr-defined]

    def clean_languages(self) -> list[str]:
        return listed(self.cleaned_data["languages"])

    def clean_skills(self) -> list[str]:
        return listed(self.cleaned_data["skills"])

    def clean_certified(self) -> list[str]:
        return listed(self.cleaned_data["certified"])


_LISTS = ("languages", "skills", "certified")


def listed(typed: str) -> list[str]:
    """What stands between commas, each once."""
    return list(dict.fromkeys(one.strip().lower() for one in typed.split(",") if one.strip()))
