"""Who uses an agreement, in words: what its lapse or ending concerns."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samverka.agreements.states import AgreementStatus

_IN_LETTERS = (
    gettext_lazy("noll"), "", gettext_lazy("två"), gettext_lazy("tre"), gettext_lazy("fyra"), gettext_lazy("fem"), gettext_lazy("sex"),
    gettext_lazy("sju"), gettext_lazy("åtta"), gettext_lazy("nio"), gettext_lazy("tio"), gettext_lazy("elva"), gettext_lazy("tolv"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Uses:
    """How many ongoing rows of action registers, forums, agreements under it, and paragraphs have to do with an agreement.
    Links that are only likely are not counted: nobody has said that they are right."""

    rows: int = 0
    forums: int = 0
    under: int = 0
    paragraphs: int = 0


def uses_in_words(uses: Uses, status: AgreementStatus | str) -> str:
    """`Tre rader och ett forum använder avtalet. Två avtal hör till det.` Of one that no longer holds good it is also said
    when nobody does."""
    users = [
        _counted(uses.rows, ngettext("en rad", "%(count)s rader", uses.rows)),
        _counted(uses.forums, ngettext("ett forum", "%(count)s forum", uses.forums)),
    ]
    named = get_text_list([each for each in users if each], _("och"))
    told = [_("%(who)s använder avtalet.") % {"who": named[:1].upper() + named[1:]}] if named else []
    if uses.under:
        told.append(
            _counted(uses.under, ngettext("Ett avtal hör till det.", "%(count)s avtal hör till det.", uses.under))
        )
    if uses.paragraphs:
        words = ngettext("En paragraf nämner det.", "%(count)s paragrafer nämner det.", uses.paragraphs)
        told.append(_counted(uses.paragraphs, words))
    if not named and status in (AgreementStatus.LAPSED, AgreementStatus.ENDED, AgreementStatus.UNCLEAR):
        told.insert(0, _("Ingen rad och inget forum använder avtalet."))
    return " ".join(each[:1].upper() + each[1:] for each in told)


def _counted(count: int, words: str) -> str:
    return words % {"count": in_letters(count)} if count else ""


def in_letters(count: int) -> str:
    """Up to twelve in letters, as text is written; `1` has its word in what is counted."""
    known: str | Promise = _IN_LETTERS[count] if 0 <= count < len(_IN_LETTERS) else ""
    return str(known) or str(count)


_PARENT = {
    AgreementStatus.LAPSED: gettext_lazy("Hör till %(name)s, vars tid har gått ut."),
    AgreementStatus.ENDED: gettext_lazy("Hör till %(name)s, som har upphört."),
    AgreementStatus.UNCLEAR: gettext_lazy("Hör till %(name)s, vars giltighet är oklar."),
    AgreementStatus.PENDING: gettext_lazy("Hör till %(name)s, som väntar på parterna."),
    AgreementStatus.NOT_YET: gettext_lazy("Hör till %(name)s, som inte har börjat gälla."),
}


def parent_in_words(name: str, status: AgreementStatus | str) -> str:
    """What it means for an agreement that the one it belongs to does not apply; empty if that applies."""
    words = _PARENT.get(AgreementStatus(status))
    return str(words) % {"name": name} if words else ""
