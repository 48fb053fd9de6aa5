from django.db import migrations

from firebell.common.append_only import forbid_changes


def forward(apps, editor):
    forbid_changes(editor, "knowledge_articleversion")


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]
    operations = [migrations.RunPython(forward, elidable=False)]
