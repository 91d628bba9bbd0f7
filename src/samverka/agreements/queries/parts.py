"""What hangs on agreements: cost shares, signed originals, where they are published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Prefetch

from samverka.agreements.models import Agreement, CostShare, CostSharing, Publication, SignedOriginal
from samverka.agreements.shares import Share, Sharing, number_in_words, overlaps, period_in_words, remarks
from samverka.principals.models import Principal

SHARE = ("sharing_id", "payer", "percent", "amount", "basis", "principal__name")
SIGNING = ("original_id", "signed_on", "record_number", "principal__name")


def sharing_of(sharing: CostSharing) -> Sharing:
    """As plain data. Two queries, none with `shares__principal` prefetched."""
    return Sharing(
        sharing.valid_from,
        sharing.valid_to,
        sharing.source,
        sharing.note,
        tuple(
            Share(each.name, each.principal_id, each.percent, each.amount, each.basis) for each in sharing.shares.all()
        ),
    )


@dataclass(frozen=True)
class Line:
    """A share with its numbers as they are read."""

    share: Share
    percent: str
    amount: str


def _shown(value: Decimal | None) -> str:
    return "" if value is None else number_in_words(value)


@dataclass(frozen=True)
class SharingRow:
    """How costs are shared during a period, and what does not add up."""

    pk: int
    content: Sharing
    remarks: list[str]
    is_now: bool

    @property
    def words(self) -> str:
        return period_in_words(self.content.valid_from, self.content.valid_to)

    @property
    def lines(self) -> list[Line]:
        return [Line(each, _shown(each.percent), _shown(each.amount)) for each in self.content.shares]

    @property
    def total(self) -> Line | None:
        """Where there is something to add up."""
        if len(self.content.shares) < 2 or (self.content.percent is None and self.content.amount is None):
            return None
        return Line(Share(""), _shown(self.content.percent), _shown(self.content.amount))


def sharings_of(agreements: Iterable[int]) -> dict[int, list[CostSharing]]:
    """By agreement, the newest period first. Two queries."""
    found: dict[int, list[CostSharing]] = {}
    shares = Prefetch("shares", CostShare.objects.select_related("principal").only(*SHARE))
    for each in CostSharing.objects.filter(agreement__in=list(agreements)).prefetch_related(shares):
        found.setdefault(each.agreement_id, []).append(each)
    return found


@dataclass(frozen=True)
class CostPart:
    """All cost sharing of an agreement."""

    rows: list[SharingRow]
    overlaps: list[str]


def costs_of(agreement: int, on: dt.date) -> CostPart:
    """Two queries."""
    found = [(each.pk, sharing_of(each)) for each in sharings_of([agreement]).get(agreement, [])]
    rows = [SharingRow(pk, content, remarks(content), content.covers(on)) for pk, content in found]
    return CostPart(rows, overlaps([content for _pk, content in found]))


@dataclass(frozen=True)
class PartySigning:
    """A party and its signing. `is_party`: it still is one."""

    principal: Principal
    signed_on: dt.date | None = None
    record_number: str = ""
    is_party: bool = True


@dataclass(frozen=True)
class SignedPart:
    """Where the signed agreement is, and who has signed."""

    original: SignedOriginal | None
    signings: list[PartySigning] = field(default_factory=list)

    @property
    def is_known(self) -> bool:
        return self.original is not None

    @property
    def of(self) -> int:
        return sum(each.is_party for each in self.signings)

    @property
    def done(self) -> int:
        """How many of the parties have signed."""
        return sum(each.is_party and each.signed_on is not None for each in self.signings)


def signed_of(agreement: Agreement, parties: Sequence[Principal]) -> SignedPart:
    """Every party with its signing, and whoever has signed without being party any longer. Two queries, one if
    the agreement was read with `original__holder`."""
    original = getattr(agreement, "original", None)  # an agreement that has none has no such attribute
    if original is None:
        return SignedPart(None, [PartySigning(party) for party in parties])
    stand = {each.principal_id: each for each in original.signings.select_related("principal").only(*SIGNING)}
    found = [_signing(party, stand.pop(party.pk, None)) for party in parties]
    others = [
        PartySigning(each.principal, each.signed_on, each.record_number, is_party=False) for each in stand.values()
    ]
    return SignedPart(original, [*found, *others])


def _signing(party: Principal, signing: object) -> PartySigning:
    return PartySigning(party, getattr(signing, "signed_on", None), getattr(signing, "record_number", ""))


@dataclass
class PartWords:
    """What hangs on an agreement, for a file."""

    parent: str = ""
    has_original: bool = False
    original: str = ""
    signed: int = 0
    published: list[str] = field(default_factory=list)
    sharings: list[Sharing] = field(default_factory=list)


def parts_in_words(agreements: Iterable[int]) -> dict[int, PartWords]:
    """By agreement. Seven queries."""
    keys = list(agreements)
    found = {key: PartWords() for key in keys}
    for key, name in Agreement.objects.filter(pk__in=keys, parent__isnull=False).values_list("pk", "parent__name"):
        found[key].parent = name or ""
    originals = SignedOriginal.objects.filter(agreement__in=keys).select_related("holder").prefetch_related("signings")
    for original in originals:
        found[original.agreement_id].has_original = True
        found[original.agreement_id].original = str(original)
        found[original.agreement_id].signed = sum(each.signed_on is not None for each in original.signings.all())
    for each in Publication.objects.filter(agreement__in=keys):
        found[each.agreement_id].published.append(", ".join(filter(None, [each.publisher, each.address])))
    for key, sharings in sharings_of(keys).items():
        found[key].sharings = [sharing_of(each) for each in sharings]
    return found
