"""Who may what with agreements; the same answer for one and for the list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samverka.foundation.accounts.permissions import EVERYONE, Permission, coordinators, everyone

VIEW_AGREEMENTS = Permission("agreements.view", _("se avtal"), EVERYONE, everyone)
EDIT_AGREEMENTS = Permission("agreements.edit", _("ändra avtal"), _("länets samordnare"), coordinators)
