import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("listening", "0008_pictures"),
        ("triggers", "0005_triggers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ViralThreshold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reposts", models.PositiveIntegerField()),
                ("brand", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="listening.brand")),
            ],
        ),
        migrations.CreateModel(
            name="Cascade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.BinaryField()),
                ("began", models.DateTimeField()),
                ("seen", models.PositiveIntegerField()),
                ("told", models.PositiveIntegerField()),
                ("final", models.PositiveBigIntegerField()),
                ("lower", models.PositiveBigIntegerField()),
                ("upper", models.PositiveBigIntegerField()),
                ("p_exceed", models.FloatField()),
                ("updated_at", models.DateTimeField()),
                ("ended", models.BooleanField()),
                ("brand", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="listening.brand")),
                ("interaction", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="listening.interaction")),
                ("workspace", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.workspace")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workspace", "updated_at"], name="cascade_by_time"),
                    models.Index(fields=["brand", "began"], name="cascade_of_brand"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("interaction", "brand"), name="cascade_once")
                ],
            },
        ),
    ]
