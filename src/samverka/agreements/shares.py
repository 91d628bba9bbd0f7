"""How costs are shared, as plain data, and what does not add up: told, never refused. Free of Django's models."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.foundation.dates.words import day_in_words

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Share:
    """What one of them pays. `principal`: the key of a known principal, whose name `payer` is."""

    payer: str
    principal: int | None = None
    percent: Decimal | None = None
    amount: Decimal | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Sharing:
    """How costs are shared during a period; without days, as long as the agreement applies."""

    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: str = ""
    note: str = ""
    shares: tuple[Share, ...] = ()

    @property
    def percent(self) -> Decimal | None:
        """All of the percentages together."""
        given = [share.percent for share in self.shares if share.percent is not None]
        return sum(given, Decimal()) if given else None

    @property
    def amount(self) -> Decimal | None:
        given = [share.amount for share in self.shares if share.amount is not None]
        return sum(given, Decimal()) if given else None

    def covers(self, day: dt.date) -> bool:
        return (self.valid_from or dt.date.min) <= day <= (self.valid_to or dt.date.max)


def remarks(sharing: Sharing) -> list[str]:
    """What does not add up in it, in words."""
    found: list[str] = []
    total = sharing.percent
    if total is not None and total != WHOLE:
        rounding = sum((_half_unit(share.percent) for share in sharing.shares if share.percent is not None), Decimal())
        told = _("Andelarna är tillsammans %(total)s procent, inte 100.") % {"total": number_in_words(total)}
        if abs(total - WHOLE) <= rounding:
            told += " " + _("Skillnaden kan bero på avrundning.")
        without = sum(share.percent is None for share in sharing.shares)
        if without:
            told += " " + ngettext(
                "%(count)s betalar på annat sätt än i procent.",
                "%(count)s betalar på annat sätt än i procent.",
                without,
            ) % {"count": without}
        found.append(told)
    twice = sorted({name for name in _names(sharing) if _names(sharing).count(name) > 1})
    found += [_("%(name)s står mer än en gång.") % {"name": name} for name in twice]
    return found


def overlaps(sharings: Sequence[Sharing]) -> list[str]:
    """Periods that two of them have in common, in words."""
    found: list[str] = []
    for at, one in enumerate(sharings):
        for other in sharings[at + 1 :]:
            first = max(one.valid_from or dt.date.min, other.valid_from or dt.date.min)
            last = min(one.valid_to or dt.date.max, other.valid_to or dt.date.max)
            if first <= last:
                found.append(
                    _("Två fördelningar gäller samtidigt: %(period)s.") % {"period": period_in_words(first, last)}
                )
    return list(dict.fromkeys(found))


def _names(sharing: Sharing) -> list[str]:
    return [share.payer for share in sharing.shares]


def _half_unit(value: Decimal) -> Decimal:
    """The most that rounding can have taken from a number written with so many decimals."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(5).scaleb(min(int(exponent), 0) - 1)


def period_in_words(first: dt.date | None, last: dt.date | None) -> str:
    """`1 januari 2024–31 december 2025`, `från 1 januari 2024`, `till och med 31 december 2025`, `hela avtalstiden`."""
    starts, ends = first not in (None, dt.date.min), last not in (None, dt.date.max)
    if first and last and starts and ends:
        return f"{day_in_words(first)}–{day_in_words(last)}"
    if first and starts:
        return _("från %(day)s") % {"day": day_in_words(first)}
    if last and ends:
        return _("till och med %(day)s") % {"day": day_in_words(last)}
    return _("hela avtalstiden")


def number_in_words(value: Decimal) -> str:
    """`33,3333`, `125 000`, `12,5`: decimal comma, thousands apart, no zeros that say nothing."""
    whole, _point, decimals = f"{value.normalize():f}".partition(".")
    spaced = f"{int(whole):,}".replace(",", "\u00a0")
    return f"{spaced},{decimals}" if decimals else spaced


def share_in_words(share: Share) -> str:
    """`12,5 %, 125 000 kr, efter invånarantal`."""
    parts = [
        f"{number_in_words(share.percent)} %" if share.percent is not None else "",
        _("%(amount)s kr") % {"amount": number_in_words(share.amount)} if share.amount is not None else "",
        share.basis,
    ]
    return ", ".join(filter(None, parts))


def sharing_in_words(sharing: Sharing) -> str:
    """All of it on one line, for the log and for files."""
    shares = "; ".join(f"{share.payer} {share_in_words(share)}".strip() for share in sharing.shares)
    told = f"{period_in_words(sharing.valid_from, sharing.valid_to)}: {shares}"
    beside = [f"”{sharing.source}”" if sharing.source else "", sharing.note]
    return told + "".join(f" ({each})" for each in beside if each)


def all_in_words(sharings: Iterable[Sharing]) -> str:
    return " | ".join(map(sharing_in_words, sharings))
