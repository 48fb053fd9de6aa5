from django.db import migrations

from firebell.common.append_only import forbid_changes


def forward(apps, editor):
    forbid_changes(editor, "common_auditentry")
    forbid_changes(editor, "common_ledgerfact")


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial")]
    operations = [migrations.RunPython(forward, elidable=False)]
