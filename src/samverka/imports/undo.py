"""What a run did to the register taken back, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.foundation.audit.operations import delete, record
from samverka.foundation.documents.models import SourceRef
from samverka.foundation.lifecycle import Refused, perform
from samverka.imports.lifecycle import RUN_LIFECYCLE
from samverka.imports.models import ImportEffect, ImportRecord, ImportRun
from samverka.imports.permissions import APPLY_IMPORT
from samverka.imports.states import EffectKind, RecordState, RunState
from samverka.imports.targets import TARGETS
from samverka.imports.targets.base import Target


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
    `PermissionDenied` as the lifecycle does; then nothing has been undone."""
    APPLY_IMPORT.require(actor, run)
    effects = list(run.effects.filter(undone=False, **({"record": found} if found else {})).order_by("-pk"))
    hindrances: list[Hindrance] = []
    with transaction.atomic():
        for effect in effects:
            hindrances += _undo_effect(actor, run, effect)
        if hindrances:
            raise CannotUndo(hindrances)
    ImportEffect.objects.filter(pk__in=[effect.pk for effect in effects]).update(undone=True)
    touched = run.records.filter(pk__in=[effect.record_id for effect in effects])
    if found is None:
        touched = run.records.filter(state=RecordState.APPLIED)
        perform(RUN_LIFECYCLE, "undo", run, actor=actor)
    else:
        record(actor=actor, verb="undo", obj=found)
    touched.update(state=RecordState.UNDONE, version=models.F("version") + 1)
    return len(effects)


def _undo_effect(actor: User, run: ImportRun, effect: ImportEffect) -> list[Hindrance]:
    thing = cast("Audited | None", effect.thing)
    if thing is None:
        return (
            []
            if effect.kind == EffectKind.CREATED
            else [Hindrance(_("En borttagen post"), _("Den finns inte längre."))]
        )
    target = _target(run, effect)
    if reason := _changed_since(thing, effect):
        return [Hindrance(str(thing), reason)]
    if effect.kind == EffectKind.CHANGED:
        target.restore(actor, thing, effect.before)
        SourceRef.objects.filter(
            version=run.source, content_type=effect.content_type, object_id=effect.object_id
        ).delete()
        return []
    if others := _referring(thing, target):
        return [Hindrance(str(thing), _("Används av: %(others)s.") % {"others": "; ".join(others)})]
    sources = SourceRef.objects.filter(content_type=effect.content_type, object_id=effect.object_id)
    sources.delete()
    try:
        if isinstance(thing, target.model):
            target.remove(actor, thing)
        else:
            delete(thing, actor=actor, reason=str(run))
    except Refused as error:
        return [Hindrance(str(thing), str(error))]
    except ProtectedError as error:
        names = sorted({str(each) for each in error.protected_objects})[:5]
        return [Hindrance(str(thing), _("Används av: %(others)s.") % {"others": "; ".join(names)})]
    return []


def _target(run: ImportRun, effect: ImportEffect) -> Target:
    kind = effect.record.kind if effect.record else ""
    return TARGETS[kind](run)


def _changed_since(thing: Audited, effect: ImportEffect) -> str:
    """Another person or run has changed it, or a later run has read it again."""
    if thing.version != effect.left_at:
        return _("Har ändrats sedan den fördes in.")
    later = ImportEffect.objects.filter(
        content_type=effect.content_type, object_id=effect.object_id, pk__gt=effect.pk, undone=False
    )
    if later.exclude(run_id=effect.run_id).exists():
        return _("En senare läsning har ändrat den.")
    return ""


def _referring(thing: Audited, target: Target) -> list[str]:
    """What else in the register points at it. Its own parts, and its sources, do not count."""
    found: list[str] = []
    own = target.owned if isinstance(thing, target.model) else frozenset()
    for relation in thing._meta.related_objects:
        name = relation.get_accessor_name()
        if name is None or name in own or relation.related_model._meta.app_label == "imports":
            continue
        if relation.one_to_one:
            manager = relation.related_model._base_manager.filter(**{relation.field.name: thing})
        else:
            manager = getattr(thing, name).all()
        found += [str(each) for each in manager[:3]]
    return found


def can_be_undone(run: ImportRun) -> bool:
    return run.state in (RunState.APPLIED, RunState.TO_REVIEW) and run.effects.filter(undone=False).exists()
