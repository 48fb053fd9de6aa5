from django.db import migrations, models

from firebell.core.triggers.rules.shipped import shipped


def ship(apps, editor):
    """Workspaces that are there already are given the trigger for what comes back."""
    alias = editor.connection.alias
    trigger = apps.get_model("triggers", "Trigger")
    form = shipped("recurrence")
    workspaces = apps.get_model("accounts", "Workspace").objects.using(alias).all()
    trigger.objects.using(alias).bulk_create(
        [
            trigger(
                workspace=workspace,
                kind=form.kind,
                shipped=True,
                scope={"brands": form.brands},
                conditions=list(form.conditions),
                effects=list(form.effects),
                budget=form.budget,
            )
            for workspace in workspaces
        ],
        ignore_conflicts=True,  # an older step may have given them all that ships today
    )


class Migration(migrations.Migration):

    dependencies = [
        ('triggers', '0009_viral_by_condition'),
    ]

    operations = [
        migrations.AlterField(
            model_name='alert',
            name='kind',
            field=models.CharField(choices=[('negative', 'Spike in negativity'), ('share', 'Mood has turned'), ('volume', 'Unprecedented buzz'), ('source', 'A source is not heard'), ('competitor', 'A competitor is talked about'), ('site', 'Buzz on one site'), ('viral', 'A post goes viral'), ('spread', 'A phrase or picture spreads'), ('recurrence', 'A root cause comes back'), ('fact', 'Something happened'), ('own', 'Our own')], max_length=20),
        ),
        migrations.AlterField(
            model_name='trigger',
            name='kind',
            field=models.CharField(choices=[('negative', 'Spike in negativity'), ('share', 'Mood has turned'), ('volume', 'Unprecedented buzz'), ('source', 'A source is not heard'), ('competitor', 'A competitor is talked about'), ('site', 'Buzz on one site'), ('viral', 'A post goes viral'), ('spread', 'A phrase or picture spreads'), ('recurrence', 'A root cause comes back'), ('fact', 'Something happened'), ('own', 'Our own')], max_length=20),
        ),
        migrations.RunPython(ship, migrations.RunPython.noop, elidable=True),
    ]
