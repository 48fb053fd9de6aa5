from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0004_behind"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="failing_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="arrivals",
            name="freshest",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="reconciliation",
            name="settled",
            field=models.BooleanField(default=False),
        ),
    ]
