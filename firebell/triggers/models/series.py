"""What is counted, what detectors remember of it, and the course that charts show."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class BrandSeries(models.Model):
    """What every row about one series of a brand has in common."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE)
    brand = models.ForeignKey("listening.Brand", models.CASCADE)

    class Meta:
        abstract = True


class MinuteCount(BrandSeries):
    """What was heard in one minute of the posts' own time."""

    dimension = models.CharField(max_length=10)
    key = models.CharField(max_length=120, blank=True)
    minute = models.DateTimeField()
    total = models.IntegerField()
    negative = models.IntegerField()
    needs_answer = models.IntegerField()
    # In thousandths of a post: the sum of the probabilities that each is negative.
    negativity = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "brand", "minute", "dimension", "key"],
                name="minute_count_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand_id} {self.dimension} {self.key} {self.minute:%F %R}"


class Judged(BrandSeries):
    """Every bucket of a brand that ends at or before `through` has been judged."""

    through = models.DateTimeField()
    pace = models.JSONField(default=list)  # the fields of core.triggers.pace.Pace

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "brand"], name="judged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.brand_id} through {self.through:%F %R}"


class SeriesState(BrandSeries):
    """The memory of one detector about one series; bytes that only the detector reads."""

    dimension = models.CharField(max_length=10)
    key = models.CharField(max_length=120, blank=True)
    measure = models.CharField(max_length=10)
    detector = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    state = models.BinaryField()
    through = models.DateTimeField()
    judges = models.BooleanField()  # has heard enough to ring

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "brand", "dimension", "key", "measure"],
                name="series_state_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand_id} {self.dimension} {self.key} {self.measure}"


class SeriesPrior(models.Model):
    """What new series of a workspace begin with, by kind: see `core.triggers.pooling`."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="+")
    dimension = models.CharField(max_length=10)
    measure = models.CharField(max_length=10)
    detector = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    mean = models.JSONField()
    variance = models.JSONField()
    series = models.PositiveIntegerField()  # that it comes from
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "dimension", "measure"], name="series_prior_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workspace_id} {self.dimension} {self.measure}"


class SeriesPoint(BrandSeries):
    """Observed beside expected in the hour before `at`, for a brand as a whole."""

    measure = models.CharField(max_length=10)
    at = models.DateTimeField()
    observed = models.FloatField()
    expected = models.FloatField()
    lower = models.FloatField()
    upper = models.FloatField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "brand", "measure", "at"], name="series_point_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand_id} {self.measure} {self.at:%F %R}"
