"""Rows that replicas are fed from: texts by field, facets, signals, revisions. The words table goes: replicas have it."""

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="Word"),
        migrations.RenameField(model_name="entry", old_name="names", new_name="name_words"),
        migrations.RenameField(model_name="entry", old_name="titles", new_name="names"),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('name', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('revision', models.BigIntegerField(default=0)),
                ('swept', models.BigIntegerField(default=0)),
                ('dictionary', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Exposure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seller', models.CharField(max_length=60)),
                ('month', models.DateField()),
                ('shown', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Replica',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('machine', models.CharField(max_length=80, unique=True)),
                ('revision', models.BigIntegerField(default=0)),
                ('fault', models.CharField(blank=True, max_length=300)),
                ('faulted_at', models.DateTimeField(null=True)),
                ('seen_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ProposedWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=60)),
                ('language', models.CharField(max_length=6)),
                ('concept', models.CharField(max_length=60)),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('accepted', 'Accepted'), ('refused', 'Refused')], default='proposed', max_length=8)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Unfound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=60)),
                ('language', models.CharField(max_length=3)),
                ('day', models.DateField()),
                ('times', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name='entry',
            name='categories',
            field=models.CharField(default='', max_length=400),
        ),
        migrations.AddField(
            model_name='entry',
            name='commune',
            field=models.CharField(default='', max_length=20),
        ),
        migrations.AddField(
            model_name='entry',
            name='cooperative',
            field=models.CharField(default='', max_length=60),
        ),
        migrations.AddField(
            model_name='entry',
            name='designations',
            field=models.CharField(default='', max_length=400),
        ),
        migrations.AddField(
            model_name='entry',
            name='digest',
            field=models.CharField(default='', max_length=32),
        ),
        migrations.AddField(
            model_name='entry',
            name='fresh_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='entry',
            name='gone',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='entry',
            name='in_stock',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='entry',
            name='lift',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='entry',
            name='price_centimes',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='entry',
            name='province',
            field=models.CharField(default='', max_length=20),
        ),
        migrations.AddField(
            model_name='entry',
            name='region',
            field=models.CharField(default='', max_length=20),
        ),
        migrations.AddField(
            model_name='entry',
            name='reviews',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='entry',
            name='revision',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='entry',
            name='seller',
            field=models.CharField(default='', max_length=60),
        ),
        migrations.AddField(
            model_name='entry',
            name='sold',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='entry',
            name='stars_sum',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='entry',
            name='texts',
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name='entry',
            name='name_words',
            field=models.TextField(default=''),
        ),
        migrations.AlterField(
            model_name='entry',
            name='words',
            field=models.TextField(default=''),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['revision'], name='entry_by_revision'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('revision', None)), fields=['id'], name='entry_unnumbered'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['kind', '-fresh_at', '-id'], name='entry_new'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['seller'], name='entry_of_seller'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('stars_sum__lte', django.db.models.expressions.CombinedExpression(models.F('reviews'), '*', models.Value(5)))), name='five_stars_at_most'),
        ),
        migrations.AddConstraint(
            model_name='exposure',
            constraint=models.UniqueConstraint(fields=('seller', 'month'), name='one_exposure_a_month'),
        ),
        migrations.AddConstraint(
            model_name='proposedword',
            constraint=models.UniqueConstraint(fields=('word', 'concept'), name='one_row_a_word_and_concept'),
        ),
        migrations.AddConstraint(
            model_name='proposedword',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'accepted', 'refused'])), name='search_word_status_known'),
        ),
        migrations.AddConstraint(
            model_name='proposedword',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('status', 'proposed')), models.Q(('decided_at__isnull', False), ('status__in', ['accepted', 'refused'])), _connector='OR'), name='decided_word_says_when'),
        ),
        migrations.AddIndex(
            model_name='unfound',
            index=models.Index(fields=['day'], name='unfound_day'),
        ),
        migrations.AddConstraint(
            model_name='unfound',
            constraint=models.UniqueConstraint(fields=('text', 'language', 'day'), name='one_count_a_day'),
        ),
    ]
