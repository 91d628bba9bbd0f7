"""Who may what with imports. A document that has not been brought in is its uploader's working paper; only they and
the coordinators see it, in lists, counts and files alike (domain.md §1.4: sharing is an act). Once brought in, it is
where official records of the register come from, and whoever sees those may see it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.forums.models import Forum, Seat
from samverka.forums.permissions import changeable_forums, secretary_of
from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import Permission, coordinators
from samverka.foundation.dates.day import ordinary_day
from samverka.imports.models import ImportRecord, ImportRun
from samverka.imports.states import RecordKind, RecordState, RunState
from samverka.meetings.models import Meeting, MeetingForum
from samverka.meetings.permissions import visible_records


def _importers(user: User, obj: Any) -> bool:
    return coordinators(user) or bool(secretary_of(user, ordinary_day()))


def _run_of(obj: Any) -> ImportRun | None:
    return obj.run if isinstance(obj, ImportRecord) else obj


def _own_or_coordinator(user: User, obj: Any) -> bool:
    if coordinators(user):
        return True
    run = _run_of(obj)
    return _importers(user, None) and (run is None or run.uploaded_by_id == user.pk)


def _sees(user: User, obj: Any) -> bool:
    run = _run_of(obj)
    if _own_or_coordinator(user, obj):
        return True
    return run is not None and run.state == RunState.APPLIED and not of_drafts(user).filter(run=run).exists()


def of_drafts(user: User) -> QuerySet[ImportRecord]:
    """What was brought in to minutes that are a draft now and that the user may not see: nor the document they came from."""
    if coordinators(user):
        return ImportRecord.objects.none()
    hidden = Meeting.objects.exclude(visible_records(user)).values("pk")
    return ImportRecord.objects.filter(kind=RecordKind.MEETING, state=RecordState.APPLIED, target_id__in=hidden)


def _in_her_hands(user: User) -> Q:
    """A secretary answers for the rows of her own forums' registers, for their meetings with the matters they take up,
    and for her own forums' facts.
    Agreements, and forums that are not there yet, are the county's."""
    forums = secretary_of(user, ordinary_day())
    meetings = MeetingForum.objects.filter(forum__in=forums).values("meeting_id")
    seats = Seat.objects.filter(forum__in=forums).values("pk")
    any_forum = Q(kind=RecordKind.MATTER) if forums else Q()  # a matter belongs to no forum: matters.permissions
    return (
        any_forum
        | Q(kind=RecordKind.ACTION_ITEM, run__forum__in=forums)
        | Q(kind=RecordKind.FORUM, target_id__in=forums)
        | Q(kind=RecordKind.SEAT, target_id=None, forum__in=forums)
        | Q(kind=RecordKind.SEAT, target_id__in=seats, forum__in=forums)
        | Q(kind=RecordKind.MEETING, target_id__in=meetings)
        | Q(kind=RecordKind.MEETING, target_id=None, forum__in=forums)
    )


def _is_in_her_hands(user: User, record: ImportRecord) -> bool:
    forums = secretary_of(user, ordinary_day())
    if record.kind == RecordKind.ACTION_ITEM:
        return record.run.forum_id in forums
    if record.kind == RecordKind.SEAT and record.forum_id in forums:
        return record.target_id is None or Seat.objects.filter(pk=record.target_id, forum__in=forums).exists()
    if record.kind == RecordKind.MATTER:
        return bool(forums)
    if record.kind == RecordKind.MEETING and record.target_id is None:
        return record.forum_id in forums
    if record.kind == RecordKind.MEETING:
        return MeetingForum.objects.filter(meeting=record.target_id, forum__in=forums).exists()
    return record.kind == RecordKind.FORUM and record.target_id in forums


def _may_apply(user: User, obj: Any) -> bool:
    """For a record: whether the user may bring it in. For a run: whether the user may bring in anything of it."""
    if coordinators(user):
        return True
    if obj is None or not _own_or_coordinator(user, obj):
        return False
    return _is_in_her_hands(user, obj) if isinstance(obj, ImportRecord) else applicable_records(user, obj).exists()


def _may_undo(user: User, obj: Any) -> bool:
    """For a run: only who may take back all that it brought in."""
    if coordinators(user) or isinstance(obj, ImportRecord):
        return _may_apply(user, obj)
    if obj is None or not _own_or_coordinator(user, obj):
        return False
    return not obj.records.filter(state=RecordState.APPLIED).exclude(_in_her_hands(user)).exists()


IMPORT_DOCUMENTS = Permission(
    "imports.upload", _("läsa in dokument"), _("länets samordnare och forumens sekreterare"), _importers
)
SEE_IMPORT = Permission(
    "imports.see",
    _("se läsningen"),
    _("den som läste in dokumentet och länets samordnare, och alla när det är infört"),
    _sees,
)
REVIEW_IMPORT = Permission(
    "imports.review",
    _("granska läsningen"),
    _("den som läste in dokumentet och länets samordnare"),
    _own_or_coordinator,
)
APPLY_IMPORT = Permission(
    "imports.apply", _("föra in det här"),
    _("länets samordnare; forumets sekreterare för in rader i sin egen balanslista, sitt forums möten, platser och uppgifter om det"), _may_apply,
)  # fmt: skip
UNDO_IMPORT = Permission(
    "imports.undo", _("ångra det här"), _("den som får föra in allt det som ska ångras"), _may_undo
)


def visible_runs(user: User) -> QuerySet[ImportRun]:
    """The runs `REVIEW_IMPORT` allows the user to work with."""
    if not user.is_active:
        return ImportRun.objects.none()
    if coordinators(user):
        return ImportRun.objects.all()
    return ImportRun.objects.filter(uploaded_by=user) if _importers(user, None) else ImportRun.objects.none()


def seen_runs(user: User) -> QuerySet[ImportRun]:
    """The runs `SEE_IMPORT` allows the user to look at."""
    if not user.is_active:
        return ImportRun.objects.none()
    if coordinators(user):
        return ImportRun.objects.all()
    own = Q(uploaded_by=user) if _importers(user, None) else Q(pk__in=[])
    return ImportRun.objects.filter(own | Q(state=RunState.APPLIED) & ~Q(pk__in=of_drafts(user).values("run")))


def applicable_records(user: User, run: ImportRun) -> QuerySet[ImportRecord]:
    """The run's records that `APPLY_IMPORT` allows the user to bring in."""
    if coordinators(user):
        return run.records.all()
    if not _own_or_coordinator(user, run):
        return run.records.none()
    return run.records.filter(_in_her_hands(user))


def importable_forums(user: User) -> QuerySet[Forum]:
    """The forums whose list the user may say that a document is."""
    return changeable_forums(user)
