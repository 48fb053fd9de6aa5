from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0003_ears"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="behind",
            field=models.BooleanField(default=False),
        ),
    ]
