import django.db.models.deletion
import goodoffices.talks.models.base
import goodoffices.talks.models.member
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Member",
            fields=[
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("username", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("timezone", models.CharField(blank=True, max_length=64)),
                ("is_administrator", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("public_key", models.BinaryField(default=bytes)),
                ("locked_key", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("made", "pk"),
            },
            managers=[
                ("objects", goodoffices.talks.models.member.MemberManager()),
            ],
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("last", models.DateTimeField(db_index=True)),
            ],
            options={
                "ordering": ("pk",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Lock",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("public_key", models.BinaryField()),
                ("made", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("made", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Process",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("verifies_own", models.BooleanField(default=False)),
                ("entitled", models.JSONField(default=dict, editable=False)),
                ("chain_length", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "chain_head",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        editable=False,
                        max_length=64,
                    ),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.SlugField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("principal", "principal: must accept"),
                            ("guarantor", "guarantor: must accept or abstain"),
                        ],
                        default="principal",
                        max_length=16,
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(default=0)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="talks.process"
                    ),
                ),
            ],
            options={
                "ordering": ("place", "name", "pk"),
                "constraints": [models.UniqueConstraint(fields=("process", "key"), name="party_key_once")],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("desk", "Mediator's desk"),
                            ("caucus", "Caucus"),
                            ("named", "Named delegations"),
                            ("monitoring", "Monitoring"),
                            ("plenary", "Plenary"),
                            ("public", "Public"),
                        ],
                        max_length=12,
                    ),
                ),
                ("parties", models.ManyToManyField(blank=True, related_name="rooms", to="talks.party")),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rooms", to="talks.process"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportIssue",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("process", "number"), name="report_issue_number_once")],
            },
        ),
        migrations.AddField(
            model_name="lock",
            name="room",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="locks", to="talks.room"),
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("settlement", "What all could accept"),
                            ("study", "How sure it is, and what to ask next"),
                            ("blockers", "What blocks an agreement"),
                            ("trades", "What could be traded"),
                            ("what_if", "What if"),
                            ("division", "A fair division of the issues"),
                            ("hold", "Would it hold"),
                            ("hosts", "Who could host"),
                        ],
                        max_length=16,
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=22)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting for its turn"),
                            ("running", "running"),
                            ("interrupted", "interrupted"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("reading", "reading the case"),
                            ("searching", "searching"),
                            ("weighing", "weighing"),
                            ("writing", "writing it down"),
                        ],
                        default="reading",
                        max_length=16,
                    ),
                ),
                ("progress", models.FloatField(default=0.0)),
                ("runner", models.CharField(blank=True, max_length=120)),
                ("beat", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=1)),
                ("ended", models.DateTimeField(blank=True, null=True)),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
            ],
            options={
                "ordering": ("-made", "-pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("client", models.CharField(editable=False, max_length=22)),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
            ],
            options={
                "ordering": ("-made", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("process", "client"), name="incident_client_once")],
            },
        ),
        migrations.CreateModel(
            name="EventRelease",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeskCorridor",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("process", "number"), name="corridor_plan_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentAsked",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("deadline", models.DateTimeField()),
                ("taken_back", models.DateTimeField(null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="askings", to="talks.deskcorridor"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.party"),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
            ],
            options={
                "ordering": ("-made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("withdrawn", models.DateTimeField(null=True)),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BlindQuestion",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("deadline", models.DateTimeField()),
                ("most", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("roster", "keys are gathered"),
                            ("running", "running"),
                            ("done", "opened"),
                            ("lapsed", "died at the deadline"),
                            ("withdrawn", "taken back"),
                        ],
                        default="roster",
                        max_length=16,
                    ),
                ),
                ("phase", models.CharField(blank=True, default="", max_length=8)),
                ("ended", models.DateTimeField(null=True)),
                (
                    "follows",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="talks.blindquestion",
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
            ],
            options={
                "ordering": ("-made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BlindHolder",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="holders", to="talks.blindquestion"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.party"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
            ],
            options={
                "ordering": ("place", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("question", "place"), name="blind_place_once")],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("mediator", "Mediator's team"),
                            ("delegate", "Delegate"),
                            ("guarantor", "Guarantor"),
                            ("observer", "Observer"),
                            ("monitor", "Monitor"),
                            ("administrator", "Administrator"),
                            ("member", "Member"),
                            ("public", "The public"),
                        ],
                        max_length=16,
                    ),
                ),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("ended", models.DateTimeField(blank=True, null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="talks.party",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="talks.process"
                    ),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended", None)), fields=("process", "member"), name="one_seat_at_a_time"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
                ("on_record", models.BooleanField(default=False)),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("first", "made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportRelease",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("opens", models.DateTimeField()),
                ("seconded", models.DateTimeField(null=True)),
                ("number", models.PositiveIntegerField(null=True)),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="talks.reportissue"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
                (
                    "seconder",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-opens", "-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("room", "number"), name="report_release_number_once")],
            },
        ),
        migrations.AddField(
            model_name="reportissue",
            name="author",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
            ),
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("deadline", models.DateTimeField()),
                ("shows_answers", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting for answers"),
                            ("opened", "answered by all"),
                            ("lapsed", "lapsed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("ended", models.DateTimeField(null=True)),
                ("public_key", models.BinaryField()),
                (
                    "follows",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="talks.proposal"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                ("current", models.BooleanField(default=True)),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.party"),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="outcome", to="talks.proposal"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LockKey",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("made", models.DateTimeField(auto_now_add=True)),
                (
                    "lock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="talks.lock"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lock_keys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
                "constraints": [models.UniqueConstraint(fields=("lock", "member"), name="lock_key_once")],
            },
        ),
        migrations.CreateModel(
            name="JobResult",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="result", to="talks.job"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="job",
            name="author",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("mediator", "Mediator's team"),
                            ("delegate", "Delegate"),
                            ("guarantor", "Guarantor"),
                            ("observer", "Observer"),
                            ("monitor", "Monitor"),
                            ("administrator", "Administrator"),
                            ("member", "Member"),
                            ("public", "The public"),
                        ],
                        max_length=16,
                    ),
                ),
                ("label", models.CharField(max_length=120)),
                ("proof", models.CharField(max_length=64)),
                ("bundle", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("expires", models.DateTimeField()),
                ("used", models.DateTimeField(blank=True, null=True)),
                ("withdrawn", models.DateTimeField(blank=True, null=True)),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
                (
                    "maker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seconder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="talks.party",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="talks.process",
                    ),
                ),
                (
                    "inviter",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
            },
        ),
        migrations.CreateModel(
            name="IncidentStep",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("verification", "verified"),
                            ("attribution", "attributed"),
                            ("status", "a guarantor's word"),
                        ],
                        max_length=12,
                    ),
                ),
                ("seconded", models.DateTimeField(null=True)),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="talks.incident"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.party"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
                (
                    "seconder",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="incident",
            name="author",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
            ),
        ),
        migrations.CreateModel(
            name="HostRating",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("process", "number"), name="host_rating_number_once")],
            },
        ),
        migrations.CreateModel(
            name="EventRows",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="talks.eventrelease"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("of", "number"), name="event_rows_once")],
            },
        ),
        migrations.AddField(
            model_name="eventrelease",
            name="author",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
            ),
        ),
        migrations.CreateModel(
            name="EventImport",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imports", to="talks.eventrelease"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EntryIntoForce",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("room", "number"), name="entry_into_force_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("act", models.CharField(max_length=64)),
                ("kind", models.CharField(blank=True, max_length=32)),
                ("record", models.CharField(blank=True, max_length=22)),
                ("hash", models.CharField(max_length=64)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("number", "pk"),
                "constraints": [models.UniqueConstraint(fields=("process", "number"), name="entry_number_once")],
            },
        ),
        migrations.CreateModel(
            name="DeskStability",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("process", "number"), name="stability_number_once")],
            },
        ),
        migrations.CreateModel(
            name="DeskReading",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeskLedger",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("process", "number"), name="ledger_number_once")],
            },
        ),
        migrations.CreateModel(
            name="DeskHosts",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("process", "number"), name="hosts_number_once")],
            },
        ),
        migrations.CreateModel(
            name="DeskDossier",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("process", "number"), name="dossier_number_once")],
            },
        ),
        migrations.AddField(
            model_name="deskcorridor",
            name="author",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
            ),
        ),
        migrations.CreateModel(
            name="CorridorShown",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                ("agreed", models.BooleanField(default=False)),
                ("ended", models.DateTimeField(null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="showings", to="talks.deskcorridor"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("room", "number"), name="corridor_shown_number_once")],
            },
        ),
        migrations.CreateModel(
            name="CorridorNotice",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="talks.deskcorridor"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConsentGiven",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="given", to="talks.consentasked"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-made", "pk"),
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="consentasked",
            name="author",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
            ),
        ),
        migrations.CreateModel(
            name="CommitmentLine",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="talks.commitment"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.party"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="commitment",
            name="author",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
            ),
        ),
        migrations.CreateModel(
            name="CeasefireTerms",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("room", "number"), name="ceasefire_terms_number_once")],
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("process", "number"), name="case_number_once")],
            },
        ),
        migrations.AddField(
            model_name="blindquestion",
            name="author",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
            ),
        ),
        migrations.CreateModel(
            name="BlindNaming",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="namings", to="talks.blindquestion"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.party"),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BlindMessage",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("phase", models.CharField(max_length=8)),
                ("out", models.BooleanField(default=False)),
                ("made", models.DateTimeField()),
                ("changed", models.DateTimeField()),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="talks.blindholder"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="talks.blindquestion"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("holder__place", "phase", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("holder", "phase"), name="blind_step_once")],
            },
        ),
        migrations.AddField(
            model_name="blindholder",
            name="author",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
            ),
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("principal", "principal: must accept"),
                            ("guarantor", "guarantor: must accept or abstain"),
                        ],
                        max_length=16,
                    ),
                ),
                ("closed", models.BinaryField(default=bytes)),
                ("secret", models.BinaryField(default=bytes)),
                ("laid_down", models.BinaryField(default=bytes)),
                ("copies", models.JSONField(default=list, editable=False)),
                ("shares", models.JSONField(default=dict, editable=False)),
                ("made", models.DateTimeField()),
                ("changed", models.DateTimeField()),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.party"),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="talks.proposal"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("party__place", "party__name", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("proposal", "party"), name="answer_once")],
            },
        ),
        migrations.CreateModel(
            name="AgreementCopy",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "first",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="talks.agreementcopy",
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("room", "number"), name="agreement_copy_once")],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("place", models.PositiveIntegerField(default=0)),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("place", "made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Absent",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("starts", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("zone", models.CharField(max_length=64)),
                ("cancelled", models.BooleanField(default=False)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("agenda", models.ManyToManyField(blank=True, related_name="+", to="talks.agendaitem")),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.round"
                    ),
                ),
            ],
            options={
                "ordering": ("starts", "made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("edited", models.DateTimeField(null=True)),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="talks.session"
                    ),
                ),
            ],
            options={
                "ordering": ("-made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SharedPackage",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("withdrawn", models.DateTimeField(editable=False, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
            ],
            options={
                "ordering": ("-made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("said", models.DateField()),
                ("on_behalf", models.BooleanField(default=False)),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.party"),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
            ],
            options={
                "ordering": ("-said", "-made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
            ],
            options={
                "ordering": ("-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("process", "number"), name="story_number_once")],
            },
        ),
        migrations.CreateModel(
            name="StoryRelease",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("opens", models.DateTimeField()),
                ("seconded", models.DateTimeField(null=True)),
                ("withdrawn", models.DateTimeField(null=True)),
                ("number", models.PositiveIntegerField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "seconder",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="talks.story"
                    ),
                ),
            ],
            options={
                "ordering": ("-opens", "-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("story", "number"), name="story_release_number_once")],
            },
        ),
        migrations.CreateModel(
            name="Subscriber",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("mark", models.CharField(max_length=64)),
                ("address", models.BinaryField()),
                ("nonce", models.CharField(max_length=22)),
                ("language", models.CharField(max_length=12)),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("each", "each story, when it comes out"),
                            ("weekly", "once a week, on Monday at 08:00 UTC"),
                        ],
                        max_length=8,
                    ),
                ),
                ("wanted", models.JSONField(default=dict)),
                ("asked", models.DateTimeField()),
                ("confirmed", models.DateTimeField(null=True)),
                ("told", models.DateTimeField(null=True)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
            ],
            options={
                "ordering": ("asked", "pk"),
                "constraints": [models.UniqueConstraint(fields=("process", "mark"), name="subscriber_once")],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("confirm", "asks to confirm an address"),
                            ("story", "a story"),
                            ("withdrawn", "a story was withdrawn"),
                            ("week", "the stories of a week"),
                        ],
                        max_length=12,
                    ),
                ),
                ("since", models.DateTimeField(null=True)),
                ("until", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits to be sent"),
                            ("sending", "is being sent"),
                            ("sent", "was handed to the mail server"),
                            ("failed", "was given up"),
                            ("unknown", "was cut off while it was sent: it may have arrived, and is not sent again"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("due", models.DateTimeField(db_index=True)),
                ("refused", models.CharField(blank=True, max_length=60)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("ended", models.DateTimeField(null=True)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="talks.storyrelease",
                    ),
                ),
                (
                    "subscriber",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="letters", to="talks.subscriber"
                    ),
                ),
            ],
            options={
                "ordering": ("due", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("subscriber", "kind", "release"), name="letter_of_a_story_once"),
                    models.UniqueConstraint(fields=("subscriber", "kind", "until"), name="letter_of_a_week_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Text",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TextAsking",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("clause", models.CharField(max_length=22)),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="askings", to="talks.text"
                    ),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TextVersion",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
                (
                    "copy_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="talks.textversion",
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="talks.text"
                    ),
                ),
            ],
            options={
                "ordering": ("-made", "-number", "pk"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("text", "room", "number"), name="text_version_once")],
            },
        ),
        migrations.CreateModel(
            name="TextComment",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("clause", models.CharField(max_length=22)),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.seat"
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="talks.lock",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="talks.process"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="talks.room"),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="talks.text"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="talks.textcomment",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="talks.textversion"
                    ),
                ),
            ],
            options={
                "ordering": ("made", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=goodoffices.talks.models.base.new_id,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("label", models.CharField(max_length=120)),
                ("may_write", models.BooleanField(default=False)),
                ("proof", models.CharField(editable=False, max_length=64)),
                ("closed_key", models.BinaryField()),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("expires", models.DateTimeField()),
                ("last_used", models.DateField(blank=True, null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tokens", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tokens", to="talks.process"
                    ),
                ),
            ],
            options={
                "ordering": ("-made", "pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="lock",
            constraint=models.UniqueConstraint(fields=("room", "number"), name="lock_number_once"),
        ),
    ]
