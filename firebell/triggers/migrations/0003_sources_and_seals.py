import django.db.models.deletion
from django.db import migrations, models

from firebell.common import sealing


def seal(apps, editor):
    targets = apps.get_model("triggers", "NotificationTarget").objects.using(editor.connection.alias)
    for target in targets.all():
        target.sealed = sealing.seal({"url": target.url})
        target.save(update_fields=["sealed"])


def unseal(apps, editor):
    targets = apps.get_model("triggers", "NotificationTarget").objects.using(editor.connection.alias)
    for target in targets.all():
        target.url = sealing.unseal(target.sealed).get("url", "")
        target.save(update_fields=["url"])


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0005_health"),
        ("listening", "0003_ears"),
        ("triggers", "0002_negativity"),
    ]

    operations = [
        migrations.AlterField(
            model_name="alert",
            name="brand",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="alerts",
                to="listening.brand",
            ),
        ),
        migrations.AlterField(
            model_name="alert",
            name="kind",
            field=models.CharField(
                choices=[
                    ("negative", "Spike in negativity"),
                    ("share", "Mood has turned"),
                    ("volume", "Unprecedented buzz"),
                    ("source", "A source is not heard"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="alert",
            name="source",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="alerts",
                to="channels.source",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(brand__isnull=False) ^ models.Q(source__isnull=False),
                name="alert_about_a_brand_or_a_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("source__isnull", False)),
                fields=("source",),
                name="one_alert_going_on_a_source",
            ),
        ),
        migrations.AddField(
            model_name="notificationtarget",
            name="sealed",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="notificationtarget",
            name="url",
            field=models.CharField(default="", max_length=1000),
        ),
        migrations.RunPython(seal, unseal, elidable=True),
        migrations.RemoveField(model_name="notificationtarget", name="url"),
    ]
