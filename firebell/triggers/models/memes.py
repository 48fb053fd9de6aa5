from __future__ import annotations

from typing import ClassVar

from django.db import models

from firebell.triggers.enums import Carrier
from firebell.triggers.models.series import BrandSeries


class MemeState(BrandSeries):
    """What is remembered of all that is passed on about a brand: bytes that only the core reads."""

    state = models.BinaryField()
    stamp = models.CharField(max_length=32)  # another one whenever the state is another

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "brand"], name="meme_state_once"),
        ]

    def __str__(self) -> str:
        return f"{self.brand_id} {self.stamp}"


class Meme(BrandSeries):
    """What several people passed on, in its best hour of one day (UTC)."""

    mark = models.CharField(max_length=200)
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Carrier.choices)
    label = models.CharField(max_length=200, blank=True)  # none for what its first post shows
    first = models.BigIntegerField()  # id of the first post heard, which may be gone by now
    first_at = models.DateTimeField()
    at = models.DateTimeField()  # the end of the best hour
    last_at = models.DateTimeField()
    posts = models.IntegerField()  # in that hour, as the two below
    people = models.IntegerField()
    expected = models.FloatField()  # posts
    posts_day = models.IntegerField()  # in the day before `at`
    return_weeks = models.FloatField()  # so much is seen for nothing once in so many weeks
    evidence = models.JSONField(default=dict)  # what looks coordinated, see core.triggers.memes

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "brand", "day", "mark"], name="meme_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand_id} {self.mark} {self.day}"
