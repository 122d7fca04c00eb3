import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('districts', '0001_initial'),
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('name_hi', models.CharField(blank=True, max_length=160, verbose_name='name in Hindi')),
                ('folded', models.CharField(db_index=True, default='', editable=False, max_length=200)),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'persons',
                'ordering': ['name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='person_has_a_name', violation_error_message='A person needs a name.')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('title_hi', models.CharField(blank=True, max_length=200, verbose_name='title in Hindi')),
                ('duty', models.CharField(blank=True, choices=[('plan_officer', 'Plan officer'), ('convener', 'Convener'), ('ra_officer', 'RA officer'), ('state_officer', 'State officer'), ('chair', 'Chair'), ('member', 'Member'), ('hq', 'Headquarters'), ('data_officer', 'Data officer'), ('auditor', 'Auditor')], max_length=20, verbose_name='duty')),
                ('office_email', models.EmailField(blank=True, help_text='For notices. Nobody signs in with it.', max_length=254, verbose_name='office e-mail')),
                ('is_official', models.BooleanField(default=True, help_text='Holders of offices are named in public; nominees of associations only with their consent.', verbose_name='is an office of government')),
                ('abolished_on', models.DateField(blank=True, null=True, verbose_name='abolished on')),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='districts.agency', verbose_name='agency')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='districts.place', verbose_name='place')),
            ],
            options={
                'verbose_name': 'post',
                'verbose_name_plural': 'posts',
                'ordering': ['place__name', 'title', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='post_has_a_title', violation_error_message='A post needs a title.'), models.CheckConstraint(condition=models.Q(('duty', ''), ('duty__in', ['plan_officer', 'convener', 'ra_officer', 'state_officer', 'chair', 'member', 'hq', 'data_officer', 'auditor']), _connector='OR'), name='post_duty_is_one_of_the_table', violation_error_message='Choose a duty from the list.'), models.UniqueConstraint(condition=models.Q(('agency__isnull', False)), fields=('place', 'title', 'agency'), name='post_title_is_unique_at_its_place_and_agency', violation_error_message='This place already has a post with this title and agency.'), models.UniqueConstraint(condition=models.Q(('agency__isnull', True)), fields=('place', 'title'), name='post_title_is_unique_at_its_place', violation_error_message='This place already has a post with this title.')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('token_sha256', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(verbose_name='sent at')),
                ('created_by_label', models.CharField(blank=True, max_length=300, verbose_name='sent by')),
                ('expires_at', models.DateTimeField(verbose_name='valid until')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='used at')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='accounts.person', verbose_name='person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='accounts.post', verbose_name='post')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='invitation_ends_after_it_begins', violation_error_message='An invitation must end after it begins.'), models.CheckConstraint(condition=models.Q(('used_at__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='invitation_is_used_or_withdrawn_not_both', violation_error_message='An invitation is either used or withdrawn.'), models.UniqueConstraint(condition=models.Q(('used_at__isnull', True), ('withdrawn_at__isnull', True)), fields=('person',), name='person_has_one_open_invitation', violation_error_message='This person already has an open invitation.')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(help_text='First day on which this holds.', verbose_name='from')),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds; empty while it does.', null=True, verbose_name='until')),
                ('kind', models.CharField(choices=[('substantive', 'substantive'), ('additional_charge', 'additional charge'), ('officiating', 'officiating'), ('leave_vacancy', 'in leave vacancy')], default='substantive', max_length=20, verbose_name='kind')),
                ('order_number', models.CharField(blank=True, max_length=120, verbose_name='order number')),
                ('order_date', models.DateField(blank=True, null=True, verbose_name='date of the order')),
                ('name_consent_on', models.DateField(blank=True, help_text='Only for nominees of associations; holders of offices are named in any case.', null=True, verbose_name='agreed to be named in public on')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('recorded_by_label', models.CharField(blank=True, max_length=300, verbose_name='recorded by')),
                ('order_document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='scan of the order')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='accounts.person', verbose_name='person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='accounts.post', verbose_name='post')),
            ],
            options={
                'verbose_name': 'posting',
                'verbose_name_plural': 'postings',
                'ordering': ['post', '-valid_from', 'pk'],
                'indexes': [models.Index(fields=['person', 'valid_from'], name='posting_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='posting_ends_after_it_begins', violation_error_message='The end must lie after the beginning. Write a later day, or leave the end empty.'), models.CheckConstraint(condition=models.Q(('kind__in', ['substantive', 'additional_charge', 'officiating', 'leave_vacancy'])), name='posting_kind_is_one_of_four', violation_error_message='Choose a kind of posting from the list.'), models.UniqueConstraint(condition=models.Q(('kind', 'substantive'), ('valid_to__isnull', True)), fields=('post',), name='post_has_one_open_substantive_posting', violation_error_message='This post has a holder. End that posting first, or record an additional charge.')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(error_messages={'unique': 'Another account has this e-mail address.'}, max_length=254, unique=True, verbose_name='e-mail address')),
                ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                ('is_staff', models.BooleanField(default=True, verbose_name="sees the officers' pages")),
                ('date_joined', models.DateTimeField(auto_now_add=True, verbose_name='account since')),
                ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='user', to='accounts.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'account',
                'verbose_name_plural': 'accounts',
                'ordering': ['email'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='one_account_per_email_address_in_any_case', violation_error_message='Another account has this e-mail address.')],
            },
        ),
    ]
