"""What is remembered of posts that are passed on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Cascade(models.Model):
    """One post about a brand, and how far it has been passed on. Sizes count reposts alone, without
    the post itself."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE)
    brand = models.ForeignKey("listening.Brand", models.CASCADE)
    interaction = models.ForeignKey("listening.Interaction", models.CASCADE, related_name="+")
    state = models.BinaryField()  # see firebell.core.triggers.cascade.growing
    began = models.DateTimeField()  # when the post was written
    seen = models.PositiveIntegerField()  # reposts heard, or told by the network if that is more
    told = models.PositiveIntegerField()  # by the network
    final = models.PositiveBigIntegerField()  # foreseen, as of the latest repost
    lower = models.PositiveBigIntegerField()
    upper = models.PositiveBigIntegerField()
    loudness = models.FloatField()  # by whichever trigger asks for least; it rings from 0.5 on
    updated_at = models.DateTimeField()  # when it was last passed on
    ended = models.BooleanField()  # nobody has passed it on for days
    waiting = models.BooleanField(default=False)  # some of `seen` wait for their bucket's end

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interaction", "brand"], name="cascade_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "updated_at"], name="cascade_by_time"),
            models.Index(fields=["brand", "began"], name="cascade_of_brand"),
            models.Index(
                fields=["workspace"], condition=models.Q(waiting=True), name="cascade_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id}: {self.seen}"
