"""A reader that was thought dead and comes back changes nothing of what has been reviewed since."""

from __future__ import annotations

import pytest

from samverka.foundation.lifecycle import Refused
from samverka.imports.models import ImportRun
from samverka.imports.operations import hold_against_register, start_import
from samverka.imports.states import RunState
from samverka.imports.tests.factories import apply, of_meeting, part

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("applied", [True, False])
def test_it_is_refused(coordinator, cast, applied):
    run, _new = start_import(actor=coordinator, data=b"abc", filename="a.txt")
    stale = ImportRun.objects.get(pk=run.pk)
    document = of_meeting("minutes", part(19, "Mötet öppnas", decision="x"))
    hold_against_register(run=run, extraction=document)
    if applied:
        apply(coordinator, run)
    before = (list(run.records.values_list("pk", "state")), run.effects.count())
    with pytest.raises(Refused):
        hold_against_register(run=stale, extraction=document)
    run.refresh_from_db()
    assert run.state == (RunState.APPLIED if applied else RunState.TO_REVIEW)
    assert (list(run.records.values_list("pk", "state")), run.effects.count()) == before
    assert bool(before[1]) is applied
