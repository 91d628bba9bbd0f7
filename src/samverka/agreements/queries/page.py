"""What one agreement says and what its page shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.utils.translation import gettext_lazy as _

from samverka.agreements import rules
from samverka.agreements.choices import ForumRoleChoice
from samverka.agreements.content import AgreementContent
from samverka.agreements.explain import reading_lines
from samverka.agreements.models import Agreement, AgreementEvent, AgreementForum
from samverka.agreements.queries.small import SmallParts
from samverka.agreements.queries.status import IN_FORCE, RUNS_OUT_MONTHS, facts_of, last_day, runs_out
from samverka.agreements.reading import Validity
from samverka.agreements.rules import Facts, Gap, NextReview
from samverka.agreements.states import AgreementStatus, Flag
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.audit.queries import history
from samverka.foundation.dates.calendar import add_months
from samverka.foundation.dates.spans import covering
from samverka.meetings.states import Strength
from samverka.principals.models import Principal


def content_of(agreement: Agreement) -> AgreementContent:
    """What the agreement says, as `operations` take it. Three queries, none if prefetched."""
    parts = sorted(agreement.forum_parts.all(), key=lambda part: (part.position, part.pk))
    return AgreementContent(
        name=agreement.name,
        kind=agreement.kind,
        area=agreement.area,
        validity_raw=agreement.validity_raw,
        recommending=tuple(part.printed for part in parts if part.role == ForumRoleChoice.RECOMMENDING),
        preparing=tuple(part.printed for part in parts if part.role == ForumRoleChoice.PREPARING),
        notes=agreement.notes,
        statutory_basis=agreement.statutory_basis,
        aliases=tuple(alias.name for alias in agreement.aliases.all()),
        parties=tuple(sorted(party.pk for party in agreement.parties.all())),
        contract_cooperation=agreement.contract_cooperation,
        predecessor=agreement.predecessor_id,
    )


def agreements_in_full() -> QuerySet[Agreement]:
    """Agreements with what their facts name. One query."""
    return Agreement.objects.select_related("predecessor", "confirmed_by")


def choosable_principals(county_code: str, on: dt.date, agreement: Agreement | None = None) -> QuerySet[Principal]:
    """Who can be party: the county's principals on the day, everyone outside any county, and who is party already."""
    condition = covering(on) & (Q(county__code=county_code) | Q(county=None))
    if agreement:
        condition |= Q(agreements=agreement)
    return Principal.objects.filter(condition).distinct()


ROLE_WORDS = {
    "recommending": _("rekommenderas av"), "preparing": _("bereds av"), "signings": _("underskrifter"), "text_versions": _("version av texten"),
    "cost_sharings": _("kostnadsfördelning"), "original": _("undertecknat original"), "publications": _("publicerat"),
}  # fmt: skip


@dataclass(frozen=True)
class UsingRow:
    """A row of an action register that names the agreement."""

    pk: int
    subject: str
    state: str
    is_ongoing: bool
    is_doubtful: bool = False


@dataclass(frozen=True)
class Using:
    """The rows that name an agreement, ongoing first, as many as are shown; and of all of them how many use it: that are
    ongoing and surely about it."""

    rows: list[UsingRow]
    count: int


def rows_using(agreement: Agreement, *, limit: int = 100) -> Using:
    """One query."""
    uses = Q(item__state="ongoing") & ~Q(strength=Strength.LIKELY.value)
    links = (
        agreement.item_agreements.select_related("item")
        .only("agreement_id", "strength", "item__subject", "item__state")
        .annotate(count=Window(Count("pk", filter=uses)))
        .order_by("item__state", "item__subject_key", "item_id")[:limit]
    )
    found = list(links)
    rows = [
        UsingRow(
            each.item_id,
            each.item.subject,
            each.item.get_state_display(),
            each.item.state == "ongoing",
            each.is_doubtful,
        )
        for each in found
    ]
    return Using(sorted(rows, key=lambda row: not row.is_ongoing), found[0].count if found else 0)


def history_in_words(agreement: Agreement) -> list[AuditEntry]:
    """The agreement's log, its readings in words and forums under their Swedish roles. One query."""
    entries = history(agreement)
    for entry in entries:
        if "reading" in entry.changes:
            entry.changes["reading"] = [_reading_in_words(value) for value in entry.changes["reading"]]
        # Who vouched and when is what the entry itself says.
        told = {name: pair for name, pair in entry.changes.items() if name not in {"confirmed_by", "confirmed_at"}}
        entry.changes = {str(ROLE_WORDS.get(name, name)): pair for name, pair in told.items()}
    return entries


def _reading_in_words(value: Any) -> str:
    try:
        return "; ".join(f"{label}: {words}" for label, words in reading_lines(Validity.from_json(value)))
    except (KeyError, TypeError, ValueError):
        return ""


@dataclass(frozen=True)
class AgreementPage:
    """The parts of an agreement's own page, on a day."""

    agreement: Agreement
    on: dt.date
    validity: Validity
    facts: Facts
    status: AgreementStatus
    final_end: dt.date | None
    period_end: dt.date | None
    last_day: dt.date | None
    notice_deadline: dt.date | None
    earliest_end: dt.date | None
    reviews: tuple[NextReview, ...]
    gaps: tuple[Gap, ...]
    events: list[AgreementEvent]
    recommending: list[AgreementForum]
    preparing: list[AgreementForum]
    aliases: list[str]
    parties: list[Principal]
    successors: list[Agreement]

    @property
    def is_condition_met(self) -> bool:
        return self.facts.condition_met_on is not None

    @property
    def is_conditional(self) -> bool:
        return Flag.CONDITIONAL in self.validity.flags

    @property
    def runs_out(self) -> bool:
        last = last_day(self.final_end, self.agreement.ended_from)
        return runs_out(self.status, last, self.on, add_months(self.on, RUNS_OUT_MONTHS))

    @property
    def taken_over_by(self) -> Agreement | None:
        """A successor that applies although nobody has said that this agreement has ended."""
        if self.facts.ended_from or self.status not in IN_FORCE:
            return None
        return next((each for each in self.successors if each.starts_on and each.starts_on <= self.on), None)


def agreement_page(agreement: Agreement, small: SmallParts, successors: list[Agreement], on: dt.date) -> AgreementPage:
    """For an agreement of `agreements_in_full`, with `parts.small_parts` and what replaces it. One query."""
    validity, events = agreement.validity, list(agreement.events.all())
    facts = facts_of(events)
    return AgreementPage(
        agreement=agreement,
        on=on,
        validity=validity,
        facts=facts,
        status=rules.status(validity, on, facts),
        final_end=rules.final_end(validity, facts, on),
        period_end=rules.current_period_end(validity, on, facts),
        last_day=rules.last_agreed_end(validity, facts, on),
        notice_deadline=rules.notice_deadline(validity, on, facts),
        earliest_end=rules.earliest_end(validity, on),
        reviews=rules.next_reviews(validity, on, facts),
        gaps=rules.gaps(validity, facts),
        events=events,
        recommending=[part for part in small.forums if part.role == ForumRoleChoice.RECOMMENDING],
        preparing=[part for part in small.forums if part.role == ForumRoleChoice.PREPARING],
        aliases=small.aliases,
        parties=small.parties,
        successors=successors,
    )
