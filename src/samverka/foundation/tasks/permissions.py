"""Who may follow a job."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import Permission, coordinators
from samverka.foundation.tasks.models import Job


def _asked_for_it(user: User, job: Job) -> bool:
    return job is not None and (job.requested_by_id == user.pk or coordinators(user))


FOLLOW = Permission(
    "tasks.follow", _("följa ett bakgrundsarbete"), _("den som startade det och samordnarna"), _asked_for_it
)
