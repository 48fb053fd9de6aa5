from __future__ import annotations

from dataclasses import fields
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User
from firebell.common import clock
from firebell.common.channel_names import channel_name
from firebell.desk.actions import Steps
from firebell.desk.enums import View
from firebell.desk.models import Macro, Queue, SavedSearch, Tag
from firebell.desk.queries import Filters
from firebell.listening.models import Brand

PRIORITIES = [(str(n), f"1–{n}" if n > 1 else "1") for n in range(1, 5)]
MORNING = time(9)
NONE = "–"  # where a choice may be left open


class FilterForm(forms.Form):
    """What narrows the inbox; anything that is not understood narrows nothing."""

    brand = forms.ModelChoiceField(
        label=_("Brand"), queryset=Brand.objects.none(), required=False, empty_label=_("All brands")
    )
    priority = forms.ChoiceField(
        label=_("Priority"), choices=[("", _("Any priority")), *PRIORITIES], required=False
    )
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    language = forms.CharField(
        label=_("Language"),
        max_length=8,
        required=False,
        widget=forms.TextInput(attrs={"size": 6, "placeholder": _("Language")}),
    )

    queue = forms.ModelChoiceField(
        label=_("Queue"), queryset=Queue.objects.none(), required=False, empty_label=_("All queues")
    )
    tag = forms.ChoiceField(label=_("Tag"), required=False)

    def __init__(
        self,
        *args: Any,
        workspace_id: int,
        channels: list[str],
        tags: list[str],
        queues: list[Queue],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if tags:
            named_tags = [(name, name) for name in tags]
            self.fields["tag"].choices = [("", _("All tags")), *named_tags]  # type: ignore[attr-defined]
        else:
            del self.fields["tag"]
        if len(queues) > 1:
            of_here = Queue.objects.filter(workspace_id=workspace_id).order_by("id")
            self.fields["queue"].queryset = of_here  # type: ignore[attr-defined]
        else:
            del self.fields["queue"]
        brands = Brand.objects.filter(workspace_id=workspace_id, own=True).order_by("name")
        self.fields["brand"].queryset = brands  # type: ignore[attr-defined]
        named = [(name, channel_name(name)) for name in channels]
        self.fields["channel"].choices = [("", _("All channels")), *named]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        self.is_valid()
        data = self.cleaned_data
        brand = data.get("brand")
        return Filters(
            brand_id=brand.pk if brand else None,
            priority=int(data["priority"]) if data.get("priority") else None,
            channel=data.get("channel") or "",
            language=(data.get("language") or "").strip().lower(),
            queue_id=data["queue"].pk if data.get("queue") else None,
            tag=data.get("tag") or "",
        )


def view_of(name: str) -> View:
    return View(name) if name in View.values else View.ALL


class AnswerForm(forms.Form):
    text = forms.CharField(max_length=20_000, widget=forms.Textarea)
    items = forms.TypedMultipleChoiceField(coerce=int, required=False)
    public = forms.BooleanField(required=False)
    keep_open = forms.BooleanField(required=False)
    override_reason = forms.CharField(max_length=500, required=False)

    def __init__(self, *args: Any, pending: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(key), str(key)) for key in pending]
        self.fields["items"].choices = choices  # type: ignore[attr-defined]


class DismissForm(forms.Form):
    reason = forms.CharField(max_length=2_000)
    items = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, pending: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(key), str(key)) for key in pending]
        self.fields["items"].choices = choices  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(queryset=User.objects.none())

    def __init__(self, *args: Any, workspace_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(memberships__workspace_id=workspace_id, is_active=True)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]


class SnoozeForm(forms.Form):
    """For a while, or until a moment in the workspace's time zone."""

    SPANS = (
        ("1h", _("For an hour")),
        ("4h", _("For four hours")),
        ("morning", _("Until tomorrow morning")),
        ("3d", _("For three days")),
    )
    span = forms.ChoiceField(label=_("How long"), choices=SPANS)
    reason = forms.CharField(label=_("Why it can wait"), max_length=500, required=False)

    def until(self) -> datetime:
        now = clock.now()
        span = self.cleaned_data["span"]
        if span == "morning":
            tomorrow = timezone.localdate(now) + timedelta(days=1)
            return timezone.make_aware(datetime.combine(tomorrow, MORNING))
        return now + {"1h": timedelta(hours=1), "4h": timedelta(hours=4)}.get(
            span, timedelta(days=3)
        )


class PromiseForm(forms.Form):
    """What was promised, and by when: a moment in the workspace's time zone."""

    text = forms.CharField(label=_("What was promised"), max_length=300)
    due_at = forms.DateTimeField(
        label=_("By when"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class QueueForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Queue
        fields = ("name",)


class MacroForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Macro
        fields = ("name", "text", "language", "tag", "takes", "priority", "promise_hours")

    def __init__(self, *args: Any, workspace_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.workspace_id = workspace_id  # so that a name that is taken is told here
        tags = Tag.objects.filter(workspace_id=workspace_id).order_by("name")
        tag, priority = self.fields["tag"], self.fields["priority"]
        tag.queryset, tag.empty_label = tags, NONE  # type: ignore[attr-defined]
        priority.choices = [("", NONE), *Macro._meta.get_field("priority").choices]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Macro.objects.filter(workspace_id=self.instance.workspace_id, name=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a text of this name already."))
        return name

    def as_kept(self) -> dict[str, Any]:
        """What `actions.keep_macro` is told."""
        said = self.cleaned_data
        steps = Steps(**{step.name: said[step.name] for step in fields(Steps)})
        return {name: said[name] for name in ("name", "text", "language")} | {"does": steps}


class SavedSearchForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = SavedSearch
        fields = ("name", "text", "shared", "pinned")
        widgets: ClassVar = {"text": forms.HiddenInput()}
