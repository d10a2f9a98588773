import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import live.calendar.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Calendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=60, verbose_name='Name')),
                ('hue', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='Colour')),
                ('kind', models.CharField(choices=[('personal', 'Personal: mine, and of those I share it with'), ('shared', "Shared: a group's, a project's or everybody's")], default='shared', max_length=8, verbose_name='Kind')),
                ('everybody', models.CharField(choices=[('none', 'Nothing'), ('free_busy', 'See when it is busy'), ('read', 'See everything'), ('write', 'See and change everything')], default='none', max_length=9, verbose_name='Everybody here may')),
                ('public', models.BooleanField(default=False, verbose_name='Visitors who are not signed in see it, too')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='calendars', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'calendar',
                'verbose_name_plural': 'calendars',
            },
        ),
        migrations.CreateModel(
            name='Outline',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('calendar.calendar',),
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateTimeField(verbose_name='Starts')),
                ('ends', models.DateTimeField(verbose_name='Ends')),
                ('all_day', models.BooleanField(default=False, verbose_name='All day')),
                ('time_zone', models.CharField(default='UTC', max_length=64, verbose_name='Time zone')),
                ('rrule', models.TextField(blank=True, help_text='The value of its RRULE; empty for what does not repeat')),
                ('rdates', models.JSONField(blank=True, default=list)),
                ('exdates', models.JSONField(blank=True, default=list)),
                ('series_ends', models.DateTimeField(blank=True, help_text='When the last of it ends; empty for a series without end', null=True)),
                ('uid', models.CharField(default=live.calendar.models.new_uid, max_length=255)),
                ('recurrence_id', models.CharField(blank=True, max_length=16)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('title', models.CharField(max_length=200, verbose_name='Title')),
                ('description', models.TextField(blank=True, verbose_name='Description')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='Place')),
                ('status', models.CharField(choices=[('confirmed', 'Confirmed'), ('tentative', 'Tentative'), ('cancelled', 'Cancelled')], default='confirmed', max_length=9, verbose_name='Status')),
                ('transparent', models.BooleanField(default=False, verbose_name='Leaves people free')),
                ('capacity', models.PositiveIntegerField(blank=True, null=True, verbose_name='Capacity')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1, help_text='Counts its edits')),
                ('extra', models.TextField(blank=True, help_text='Lines of iCalendar that have no field here')),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='calendar.calendar', verbose_name='Calendar')),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organiser', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('series', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='calendar.event')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('none', 'Invited'), ('yes', 'Yes'), ('no', 'No'), ('maybe', 'Maybe'), ('waiting', 'Waiting')], default='none', max_length=8)),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='Note')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('position', models.PositiveIntegerField(default=0, help_text='In the order in which people asked for a seat')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='calendar.event')),
            ],
        ),
        migrations.CreateModel(
            name='FeedToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=live.calendar.models.new_feed_token, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='feed_token', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Hidden',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='calendar.calendar')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'hidden',
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.PositiveIntegerField(verbose_name='Minutes before')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='calendar.event')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SentReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.PositiveIntegerField()),
                ('starts', models.DateTimeField(db_index=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='calendar.event')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('right', models.CharField(choices=[('free_busy', 'See when it is busy'), ('read', 'See everything'), ('write', 'See and change everything')], default='read', max_length=9, verbose_name='May')),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='calendar.calendar')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateTimeField(verbose_name='Starts')),
                ('ends', models.DateTimeField(verbose_name='Ends')),
                ('all_day', models.BooleanField(default=False, verbose_name='All day')),
                ('time_zone', models.CharField(default='UTC', max_length=64, verbose_name='Time zone')),
                ('rrule', models.TextField(blank=True, help_text='The value of its RRULE; empty for what does not repeat')),
                ('rdates', models.JSONField(blank=True, default=list)),
                ('exdates', models.JSONField(blank=True, default=list)),
                ('series_ends', models.DateTimeField(blank=True, help_text='When the last of it ends; empty for a series without end', null=True)),
                ('series', models.BigIntegerField(help_text='The number of the event, or of its series')),
                ('left_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='calendar.calendar')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['calendar', 'starts'], name='event_by_start'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['calendar', 'series_ends'], name='event_by_end'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('calendar', 'uid', 'recurrence_id'), name='one_event_a_slot'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('ends__gte', models.F('starts'))), name='ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('event', 'user'), name='one_answer_a_person'),
        ),
        migrations.AddConstraint(
            model_name='hidden',
            constraint=models.UniqueConstraint(fields=('calendar', 'user'), name='hidden_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('event', 'user', 'minutes'), name='one_reminder_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='sentreminder',
            constraint=models.UniqueConstraint(fields=('event', 'user', 'minutes', 'starts'), name='reminded_once_a_start'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.UniqueConstraint(fields=('calendar', 'user'), name='one_share_a_person'),
        ),
    ]
