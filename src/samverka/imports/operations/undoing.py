"""What a run did to the register taken back, all that was asked for or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.foundation.audit.operations import NotDone, delete, record
from samverka.foundation.documents.models import SourceRef
from samverka.foundation.lifecycle import Refused, perform
from samverka.foundation.lifecycle.removal import CONFIRMED, link_strength
from samverka.imports.lifecycle import RUN_LIFECYCLE
from samverka.imports.models import ImportEffect, ImportRecord, ImportRun
from samverka.imports.operations.afterwards import after_undoing
from samverka.imports.operations.applying import BATCH, lock_targets, source_refs, version_of
from samverka.imports.permissions import UNDO_IMPORT
from samverka.imports.states import EffectKind, RecordState
from samverka.imports.targets import TARGETS
from samverka.imports.targets.base import Target

Thing = tuple[int, int]
MOST_NAMED = 5  # of what refers to a thing


@dataclass(frozen=True)
class Hindrance:
    """Something that cannot be undone, and why, in Swedish."""

    label: str
    reason: str


class CannotUndo(Exception):
    """Nothing was undone. `hindrances` lists every reason."""

    def __init__(self, hindrances: list[Hindrance]) -> None:
        super().__init__(_("Inget har ångrats."))
        self.hindrances = hindrances


@transaction.atomic
def undo(*, actor: User, run: ImportRun, found: ImportRecord | None = None) -> int:
    """Takes back what the run did, or what it did with one record; gives how many effects. Records are removed or put
    back as they were; the document and its file remain. Raises `CannotUndo` with every hindrance, and `Refused` or
    `PermissionDenied`; then nothing has been undone."""
    UNDO_IMPORT.require(actor, found or run)
    run = ImportRun.objects.select_for_update(of=("self",)).select_related("forum", "source").get(pk=run.pk)
    applied = list(run.records.filter(state=RecordState.APPLIED, **({"pk": found.pk} if found else {})))
    if not applied:
        raise Refused(_("Det finns inget infört att ångra."))
    lock_targets((each.kind, each.target_id) for each in applied)
    effects = list(run.effects.filter(undone=False, record__in=applied).select_related("record").order_by("-pk"))
    with transaction.atomic():
        hindrances = list(_undo_all(actor, run, effects))
        if hindrances:
            raise CannotUndo(hindrances)
    ImportEffect.objects.filter(pk__in=[effect.pk for effect in effects]).update(undone=True)
    run.records.filter(pk__in=[each.pk for each in applied]).update(
        state=RecordState.UNDONE, version=models.F("version") + 1
    )
    _forget_sources(run, applied)
    _remove_unused(actor, run)
    _log(actor, run, found)
    after_undoing(actor, run)
    return len(effects)


def _log(actor: User, run: ImportRun, found: ImportRecord | None) -> None:
    if found is not None:
        record(actor=actor, verb="undo", obj=found)
    if not run.records.filter(
        state__in=[RecordState.APPLIED, *(() if found is None else (RecordState.PENDING, RecordState.READY))]
    ).exists():
        perform(RUN_LIFECYCLE, "undo", run, actor=actor)


def _undo_all(actor: User, run: ImportRun, effects: list[ImportEffect]) -> Iterator[Hindrance]:
    """Thing by thing, the newest first. All that the run did to one thing is one step back."""
    by_thing: defaultdict[Thing, list[ImportEffect]] = defaultdict(list)
    for effect in effects:
        by_thing[effect.content_type_id, effect.object_id].append(effect)
    targets = {kind: TARGETS[kind](run, only=pks) for kind, pks in _by_kind(effects).items()}
    later = _later_effects(effects)
    looks = {kind: target.left_as(list(target.by_pk.values())) for kind, target in targets.items()}
    for key, steps in by_thing.items():
        kind = cast(ImportRecord, steps[0].record).kind
        thing, stands_as = targets[kind].by_pk.get(steps[0].object_id), looks[kind].get(steps[0].object_id, "")
        yield from _undo_thing(actor, targets[kind], thing, steps, later.get(key), stands_as)


def _later_effects(effects: list[ImportEffect]) -> dict[Thing, ImportEffect]:
    """The newest that another run, or another record of the run, has done since to any of these things. One query for
    each kind of thing."""
    newest = {(effect.content_type_id, effect.object_id): effect.pk for effect in reversed(effects)}
    found: dict[Thing, ImportEffect] = {}
    for kind in {content_type for content_type, _pk in newest}:
        others = ImportEffect.objects.filter(content_type=kind, undone=False, pk__gt=min(newest.values())).exclude(
            pk__in=[each.pk for each in effects]
        )
        for other in others.select_related("run").order_by("pk"):
            key = (other.content_type_id, other.object_id)
            if key in newest and other.pk > newest[key]:
                found[key] = other
    return found


def _by_kind(effects: Iterable[ImportEffect]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for effect in effects:
        found[cast(ImportRecord, effect.record).kind].append(effect.object_id)
    return found


def _undo_thing(
    actor: User, target: Target, thing: Audited | None, steps: list[ImportEffect], later: ImportEffect | None, stands_as: str,
) -> Iterator[Hindrance]:  # fmt: skip
    """`steps` newest first. A thing made by the run and removed by someone since is no longer there to undo."""
    oldest, newest = steps[-1], steps[0]
    if thing is None:
        if oldest.kind == EffectKind.CHANGED:
            yield Hindrance(str(newest.record), _("Den har tagits bort sedan den fördes in."))
        return
    if reason := _changed_since(thing, newest, later, stands_as):
        yield Hindrance(str(thing), reason)
        return
    if oldest.kind == EffectKind.CHANGED:
        try:
            target.restore(actor, thing, oldest.before)
        except NotDone as error:
            yield Hindrance(str(thing), str(error))
        _stands_as_before(thing, oldest)
        return
    if others := _referring(thing, target):
        yield Hindrance(str(thing), _("Används av: %(others)s.") % {"others": "; ".join(others)})
        return
    try:
        with transaction.atomic():
            _source_refs_of(thing).delete()
            target.remove(actor, thing)
    except NotDone as error:
        yield Hindrance(str(thing), str(error))
    except ProtectedError as error:
        names = sorted({str(each) for each in error.protected_objects})[:MOST_NAMED]
        yield Hindrance(str(thing), _("Används av: %(others)s.") % {"others": "; ".join(names)})


def _stands_as_before(thing: Audited, undone: ImportEffect) -> None:
    """What an earlier run did to the thing can be undone again, if nobody had changed it in between."""
    earlier = ImportEffect.objects.filter(
        content_type=undone.content_type, object_id=undone.object_id, undone=False, pk__lt=undone.pk
    )
    earlier.filter(left_at=undone.found_at).update(left_at=version_of(thing))


def _changed_since(thing: Audited, newest: ImportEffect, later: ImportEffect | None, stands_as: str) -> str:
    """Why it is not as the run left it: another person, another run or another record of the run has changed it."""
    if later is not None and later.run_id != newest.run_id:
        return _("En senare läsning har ändrat den: ”%(run)s”. Ångra den läsningen först.") % {"run": later.run}
    if later is not None:
        return _("En senare post i samma dokument har ändrat den. Ångra den posten först, eller hela läsningen.")
    if thing.version != newest.left_at or stands_as != newest.left_as:
        return _("Har ändrats i registret sedan den fördes in.")
    return ""


def _referring(thing: Audited, target: Target) -> list[str]:
    """What else in the register points at it. Its own parts, its sources and the imports do not count."""
    found = [str(each) for others in _ruled_out(thing) for each in others[:MOST_NAMED]]
    for relation in thing._meta.related_objects:
        name = relation.get_accessor_name()
        if name is None or name in target.owned or relation.related_model._meta.app_label == "imports":
            continue
        if relation.many_to_many:
            continue  # a link has a row of its own, with its strength
        others = relation.related_model._base_manager.filter(**{relation.field.name: thing})
        if strength := link_strength(relation):
            others = others.filter(**{strength: CONFIRMED})
        found += [str(each) for each in others[:MOST_NAMED]]
    return found[:MOST_NAMED]


def _ruled_out(thing: Audited) -> Iterator[models.QuerySet[Any]]:
    """What a person has said that the thing is not about, or that is not about the thing, whatever the words: it is kept
    in a relation whose name begins with `not_`."""
    for relation in thing._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToManyField) and relation.name.startswith("not_"):
            yield getattr(thing, relation.name).all()
        elif isinstance(relation, models.ManyToManyRel) and relation.field.name.startswith("not_"):
            yield relation.related_model._base_manager.filter(**{relation.field.name: thing})


def _source_refs_of(thing: Audited) -> models.QuerySet[SourceRef]:
    return SourceRef.objects.filter(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk)


def _forget_sources(run: ImportRun, records: Iterable[ImportRecord]) -> None:
    """Places in this document go; those that another reading of it stands for come back."""
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for found in records:
        by_kind[found.kind].append(found.target_id or 0)
    for kind, pks in by_kind.items():
        content_type = ContentType.objects.get_for_model(TARGETS[kind].model)
        for start in range(0, len(pks), BATCH):
            part = pks[start : start + BATCH]
            SourceRef.objects.filter(version=run.source, content_type=content_type, object_id__in=part).delete()
            same = ImportRecord.objects.filter(
                kind=kind, target_id__in=part, state=RecordState.APPLIED, run__source=run.source
            )
            latest = {other.target_id: other for other in same.select_related("run__source").order_by("pk")}
            SourceRef.objects.bulk_create(
                ref for other in latest.values() for ref in source_refs(other.run, other, content_type)
            )


def _remove_unused(actor: User, run: ImportRun) -> None:
    """Headings and registers that the run made go when nothing stands under them; else they stay for whoever uses them."""
    for effect in run.effects.filter(undone=False, record=None).order_by("-pk"):
        thing: Any = effect.thing
        if thing is not None:
            if thing.version != effect.left_at:
                continue
            try:
                with transaction.atomic():
                    delete(thing, actor=actor, reason=str(run))
            except ProtectedError:
                continue
        ImportEffect.objects.filter(pk=effect.pk).update(undone=True)
