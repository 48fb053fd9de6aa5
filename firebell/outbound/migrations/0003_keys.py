from __future__ import annotations

from typing import Any

from django.db import migrations, models

import firebell.outbound.models


def give_keys(apps: Any, schema_editor: Any) -> None:
    """Every reply recorded before has one of its own from now on."""
    replies = apps.get_model("outbound", "Reply").objects.filter(key=None).only("pk")
    batch = []
    for reply in replies.iterator(chunk_size=1_000):
        reply.key = firebell.outbound.models.new_key()
        batch.append(reply)
        if len(batch) == 1_000:
            replies.model.objects.bulk_update(batch, ["key"])
            batch = []
    replies.model.objects.bulk_update(batch, ["key"])


class Migration(migrations.Migration):
    dependencies = [("outbound", "0002_sending")]  # noqa: RUF012

    operations = [  # noqa: RUF012
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="reply",
            name="key",
            field=models.CharField(
                default=firebell.outbound.models.new_key, max_length=32, unique=True
            ),
        ),
    ]
