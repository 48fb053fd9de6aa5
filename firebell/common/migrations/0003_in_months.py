from django.db import migrations

from firebell.common import clock, partitions


def forward(apps, editor):
    if editor.connection.vendor == "postgresql":
        partitions.divide(editor, "common_ledgerfact", "recorded_at", clock.now())


class Migration(migrations.Migration):
    dependencies = [("common", "0002_append_only")]
    operations = [migrations.RunPython(forward, elidable=False)]
