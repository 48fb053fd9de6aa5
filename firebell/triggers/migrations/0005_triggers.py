import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from firebell.core.triggers.rules.shipped import SHIPPED


def ship(apps, editor):
    """Workspaces that are there already are given the triggers, in the form shipped with this."""
    alias = editor.connection.alias
    trigger = apps.get_model("triggers", "Trigger")
    for workspace in apps.get_model("accounts", "Workspace").objects.using(alias).all():
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
                for form in SHIPPED
            ]
        )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('channels', '0005_health'),
        ('listening', '0008_pictures'),
        ('triggers', '0004_in_months'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Trigger',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('negative', 'Spike in negativity'), ('share', 'Mood has turned'), ('volume', 'Unprecedented buzz'), ('source', 'A source is not heard'), ('competitor', 'A competitor is talked about'), ('site', 'Buzz on one site'), ('viral', 'A post goes viral'), ('spread', 'A phrase or picture spreads'), ('fact', 'Something happened'), ('own', 'Our own')], max_length=20)),
                ('shipped', models.BooleanField(default=False)),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='Name')),
                ('active', models.BooleanField(default=True, verbose_name='Active')),
                ('scope', models.JSONField(default=dict)),
                ('conditions', models.JSONField(default=list)),
                ('effects', models.JSONField(default=list)),
                ('budget', models.FloatField(default=1.0)),
                ('hold', models.FloatField(default=0.6666666666666666)),
                ('cool_down', models.PositiveIntegerField(default=86400)),
                ('quiet_since', models.PositiveSmallIntegerField(null=True)),
                ('quiet_until', models.PositiveSmallIntegerField(null=True)),
                ('quiet_zone', models.CharField(blank=True, max_length=60)),
                ('quiet_severity', models.PositiveSmallIntegerField(default=8)),
                ('tell_most', models.PositiveIntegerField(null=True)),
                ('tell_seconds', models.PositiveIntegerField(default=3600)),
                ('tuned', models.FloatField(default=1.0)),
                ('tuned_since', models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='alert',
            name='alert_once',
        ),
        migrations.RemoveConstraint(
            model_name='alert',
            name='alert_about_a_brand_or_a_source',
        ),
        migrations.AddField(
            model_name='alert',
            name='conditions',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='alert',
            name='feedback_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='alert',
            name='joined',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='alert',
            name='lowered',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='alert',
            name='return_weeks',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='alert',
            name='sector',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='notification',
            name='digest',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='alert',
            name='kind',
            field=models.CharField(choices=[('negative', 'Spike in negativity'), ('share', 'Mood has turned'), ('volume', 'Unprecedented buzz'), ('source', 'A source is not heard'), ('competitor', 'A competitor is talked about'), ('site', 'Buzz on one site'), ('viral', 'A post goes viral'), ('spread', 'A phrase or picture spreads'), ('fact', 'Something happened'), ('own', 'Our own')], max_length=20),
        ),
        migrations.AddField(
            model_name='trigger',
            name='workspace',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='triggers', to='accounts.workspace'),
        ),
        migrations.AddField(
            model_name='alert',
            name='opened_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='opened', to='triggers.trigger'),
        ),
        migrations.AddField(
            model_name='alert',
            name='trigger',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='alerts', to='triggers.trigger'),
        ),
        migrations.AddField(
            model_name='notification',
            name='trigger',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='triggers.trigger'),
        ),
        migrations.AddIndex(
            model_name='alert',
            index=models.Index(fields=['trigger', '-at'], name='alert_by_trigger'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'fact'), _negated=True), fields=('workspace', 'brand', 'at'), name='alert_once'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.CheckConstraint(condition=models.Q(('brand__isnull', True), ('source__isnull', True), _connector='OR'), name='alert_not_about_a_brand_and_a_source'),
        ),
        migrations.AddConstraint(
            model_name='trigger',
            constraint=models.UniqueConstraint(condition=models.Q(('shipped', True)), fields=('workspace', 'kind'), name='trigger_shipped_once'),
        ),
        migrations.AddConstraint(
            model_name='trigger',
            constraint=models.UniqueConstraint(condition=models.Q(('name', ''), _negated=True), fields=('workspace', 'name'), name='trigger_name_once'),
        ),
        migrations.AddConstraint(
            model_name='trigger',
            constraint=models.CheckConstraint(condition=models.Q(('tuned__gte', 1), ('tuned__lte', 8)), name='trigger_tuned_within'),
        ),
        migrations.AddConstraint(
            model_name='trigger',
            constraint=models.CheckConstraint(condition=models.Q(('budget__gt', 0)), name='trigger_has_a_budget'),
        ),
        migrations.RunPython(ship, migrations.RunPython.noop, elidable=True),
    ]
