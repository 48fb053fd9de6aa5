from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("listening", "0003_ears"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="interaction",
            index=models.Index(
                condition=models.Q(("hidden_at__isnull", False)),
                fields=["hidden_at"],
                name="interaction_hidden",
            ),
        ),
    ]
