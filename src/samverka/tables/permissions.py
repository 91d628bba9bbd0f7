"""Who may what with imported tables: they are read from documents that are official records, and seen like those."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samverka.findings.permissions import CHECK_FINDINGS
from samverka.foundation.accounts.permissions import EVERYONE, Permission, coordinators, everyone

VIEW_TABLES = Permission("tables.view", _("se inlästa tabeller"), EVERYONE, everyone)
CHANGE_TABLES = Permission("tables.change", _("rätta inlästa tabeller"), CHECK_FINDINGS.who, CHECK_FINDINGS.rule)
REMOVE_TABLES = Permission("tables.remove", _("ta bort inlästa tabeller"), _("länets samordnare"), coordinators)
