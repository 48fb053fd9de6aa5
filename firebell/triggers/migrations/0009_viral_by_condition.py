from django.db import migrations

BEFORE = [{"name": "listens", "measures": ["reshares"], "dimensions": ["post"]}, {"name": "rare"}]
NOW = [BEFORE[0], {"name": "may_reach"}]


def ask_for_a_chance(apps, editor):
    """Triggers for posts going viral that nobody has changed say the size and the chance."""
    rows = apps.get_model("triggers", "Trigger").objects.using(editor.connection.alias)
    for row in rows.filter(shipped=True, kind="viral"):
        if row.conditions == BEFORE:
            row.conditions = NOW
            row.save(update_fields=["conditions"])


class Migration(migrations.Migration):

    dependencies = [("triggers", "0008_pace")]

    operations = [
        migrations.DeleteModel(name="ViralThreshold"),
        migrations.RenameField(model_name="cascade", old_name="p_exceed", new_name="loudness"),
        migrations.RunPython(ask_for_a_chance, migrations.RunPython.noop, elidable=True),
    ]
