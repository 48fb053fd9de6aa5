from django.db import migrations

from firebell.common import clock, partitions


def forward(apps, editor):
    if editor.connection.vendor == "postgresql":
        partitions.divide(editor, "triggers_minutecount", "minute", clock.now())


class Migration(migrations.Migration):
    dependencies = [("triggers", "0003_sources_and_seals")]
    operations = [migrations.RunPython(forward, elidable=False)]
