import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('listening', '0008_pictures'),
        ('triggers', '0006_cascades'),
    ]

    operations = [
        migrations.CreateModel(
            name='Meme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=200)),
                ('day', models.DateField()),
                ('kind', models.CharField(choices=[('text', 'Text'), ('link', 'Link'), ('tag', 'Hashtag'), ('picture', 'Picture')], max_length=10)),
                ('label', models.CharField(blank=True, max_length=200)),
                ('first', models.BigIntegerField()),
                ('first_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('posts', models.IntegerField()),
                ('people', models.IntegerField()),
                ('expected', models.FloatField()),
                ('posts_day', models.IntegerField()),
                ('return_weeks', models.FloatField()),
                ('evidence', models.JSONField(default=dict)),
                ('brand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='listening.brand')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='accounts.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'brand', 'day', 'mark'), name='meme_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='MemeState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.BinaryField()),
                ('stamp', models.CharField(max_length=32)),
                ('brand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='listening.brand')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='accounts.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'brand'), name='meme_state_once')],
            },
        ),
    ]
