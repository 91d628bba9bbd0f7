"""The working states of an import run."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samverka.foundation.lifecycle import Lifecycle, Transition
from samverka.imports.permissions import APPLY_IMPORT, REVIEW_IMPORT
from samverka.imports.states import RecordKind, RecordState, RunState


def _something_ready(run: Any) -> str:
    ready = run.records.filter(state=RecordState.READY)
    if not ready.exists():
        return _now("Det finns inget som är klart att föra in. Svara på frågorna först.")
    if run.forum_id is None and ready.filter(kind=RecordKind.ACTION_ITEM).exists():
        return _now("Välj vilket forums balanslista raderna hör till.")
    return ""


def _something_else(run: Any) -> str:
    return "" if run.can_leave_out else _now("Det finns inget annat att läsa i dokumentet än sidorna som är bilder.")


_ENDED_WITHOUT = (RunState.TO_REVIEW, RunState.FAILED, RunState.WAITING)

RUN_LIFECYCLE = Lifecycle(
    "imports.importrun",
    RunState,
    (
        Transition("finish_reading", (RunState.READING,), RunState.TO_REVIEW, _("Läs klart"), REVIEW_IMPORT),
        Transition("fail", (RunState.READING,), RunState.FAILED, _("Avbryt läsningen"), REVIEW_IMPORT),
        Transition("wait", (RunState.READING,), RunState.WAITING, _("Vänta på bildläsning"), REVIEW_IMPORT),
        Transition("resume", (RunState.WAITING,), RunState.READING, _("Försök igen"), REVIEW_IMPORT),
        Transition(
            "leave_out", (RunState.WAITING,), RunState.READING, _("Läs det som går nu"), REVIEW_IMPORT, _something_else
        ),
        Transition("apply", (RunState.TO_REVIEW,), RunState.APPLYING, _("För in"), APPLY_IMPORT, _something_ready),
        Transition("finish_part", (RunState.APPLYING,), RunState.TO_REVIEW, _("För in det säkra"), APPLY_IMPORT),
        Transition("finish", (RunState.APPLYING,), RunState.APPLIED, _("Slutför"), APPLY_IMPORT),
        Transition("give_up", (RunState.APPLYING,), RunState.TO_REVIEW, _("Avbryt införandet"), APPLY_IMPORT),
        Transition("undo", (RunState.APPLIED, RunState.TO_REVIEW), RunState.UNDONE, _("Ångra"), REVIEW_IMPORT),
        Transition("discard", _ENDED_WITHOUT, RunState.DISCARDED, _("Lägg bort"), REVIEW_IMPORT),
    ),
)
