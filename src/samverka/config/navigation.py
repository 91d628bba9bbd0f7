"""The menu, one line a page; `urls.py` beside it is the site map."""

from django.utils.translation import gettext_lazy as _

from samverka.foundation.ui.navigation import Entry, Section

MENU = [
    Section(
        "",
        [
            Entry("home:overview", _("Läget"), icon="home"),
            Entry("meetings:list", _("Möten"), icon="meetings"),
            Entry("matters:list", _("Ärenden")),
            Entry("action_register:list", _("Balanslistan"), icon="list"),
            Entry("agreements:list", _("Avtal"), icon="agreements"),
        ],
    ),
    Section(
        _("Register"),
        [
            Entry("forums:list", _("Forum")),
            Entry("home:year", _("Årshjul")),
            Entry("principals:list", _("Huvudmän")),
            Entry("tables:list", _("Inlästa tabeller")),
        ],
    ),
    Section(
        _("Verktyg"),
        [
            Entry("imports:list", _("Läs in"), permission="samverka.imports.permissions.IMPORT_DOCUMENTS"),
            Entry("findings:list", _("Att kontrollera")),
        ],
    ),
]
