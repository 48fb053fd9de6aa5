from django.db import migrations

from firebell.common import clock, partitions


def forward(apps, editor):
    if editor.connection.vendor == "postgresql":
        partitions.divide(editor, "listening_mention", "at", clock.now())


class Migration(migrations.Migration):
    dependencies = [("listening", "0005_full_text_on_postgresql")]
    operations = [migrations.RunPython(forward, elidable=False)]
