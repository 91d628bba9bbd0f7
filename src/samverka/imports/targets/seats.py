"""A row of a list of seats becomes a place in a forum with its holder, or changes one."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samverka.forums import operations
from samverka.forums.models import Forum, Seat, SeatHolding
from samverka.forums.queries import Place, places
from samverka.forums.states import SeatRole
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.foundation.dates.day import ordinary_day
from samverka.imports.fields import ReadField
from samverka.imports.likeness import name_key
from samverka.imports.records import Extraction, SeatRecord
from samverka.imports.targets.base import Identity, Read, Target, text_field
from samverka.imports.targets.organisation_fields import (
    OrganisationFields,
    cell_of,
    day_of,
    party_choices,
    principal_choices,
    too_long,
)
from samverka.imports.targets.people import NOTHING
from samverka.principals.models import Office, Person, PoliticalParty, Principal
from samverka.principals.operations import create_person
from samverka.principals.rules import same_name_key

DAYS = ("starts_on", "ends_on")
HELD = frozenset({"person", "party", *DAYS})
_IN_ORDER = re.compile(r"0{0,2}[1-9]|0?[1-9][0-9]|[1-9][0-9]{2}")
_ROLES = {
    "ordf": SeatRole.CHAIR, "ordförande": SeatRole.CHAIR, "sammankallande": SeatRole.CHAIR,
    "vice ordf": SeatRole.VICE_CHAIR, "v ordf": SeatRole.VICE_CHAIR, "vice ordförande": SeatRole.VICE_CHAIR,
    "1:e vice ordförande": SeatRole.VICE_CHAIR, "2:e vice ordförande": SeatRole.VICE_CHAIR, "andre vice ordförande": SeatRole.VICE_CHAIR,
    "förste vice ordförande": SeatRole.VICE_CHAIR, "ledamot": SeatRole.MEMBER, "ordinarie": SeatRole.MEMBER, "ordinarie ledamot": SeatRole.MEMBER,
    "medlem": SeatRole.MEMBER, "representant": SeatRole.MEMBER, "ersättare": SeatRole.DEPUTY, "suppleant": SeatRole.DEPUTY,
    "ers": SeatRole.DEPUTY, "adjungerad": SeatRole.ATTENDEE, "adj": SeatRole.ATTENDEE,
}  # fmt: skip


def forum_choices() -> list[tuple[str, str]]:
    return [(each.label, each.label) for each in Forum.objects.filter(ends_on=None).only(*Forum.naming(), "name_key")]


class Seats(Target):
    model = Seat
    owned: ClassVar[frozenset[str]] = frozenset({"holdings"})
    choices: ClassVar[Mapping[str, Any]] = {
        "forum": forum_choices, "role": SeatRole.choices, "principal": principal_choices, "party": party_choices,
    }  # fmt: skip
    longest: ClassVar[Mapping[str, int]] = {"name": 200, "office": 200, "person": 200}
    naming: ClassVar[frozenset[str]] = frozenset({"forum", "person"})
    guessed: ClassVar[frozenset[str]] = frozenset({"principal"})
    required: ClassVar[frozenset[str]] = frozenset({"forum"})

    @classmethod
    def read(cls, extraction: Extraction) -> Iterable[Read]:
        for record in extraction.seats:
            yield Read(_label(record), tuple(_fields(record)))

    @cached_property
    def known(self) -> OrganisationFields:
        return OrganisationFields()

    def load(self) -> QuerySet[Any]:
        return Seat.objects.select_related("forum", "principal", "party", "office__principal")

    @cached_property
    def _places(self) -> Mapping[int, Place]:
        """The seats with their holders as they are now. Three queries."""
        asked = Seat.objects.filter(pk__in=list(self.by_pk)) if self.only is not None else Seat.objects.all()
        return {place.pk: place for place in places(asked, ordinary_day())}

    @cached_property
    def _people(self) -> defaultdict[str, list[Person]]:
        found: defaultdict[str, list[Person]] = defaultdict(list)
        for person in Person.objects.select_related("principal"):
            found[same_name_key(person.name)].append(person)
        return found

    @cached_property
    def _offices(self) -> Mapping[tuple[int, str], Office]:
        return {(each.principal_id, same_name_key(each.name)): each for each in Office.objects.filter(ends_on=None)}

    def understand(self, field: ReadField) -> ReadField:
        if field.name == "role" and not field.corrected:
            return replace(field, value=str(_ROLES.get(str(field.value).casefold().strip(" ."), field.value)))
        if field.name in DAYS and (day := day_of(str(field.value))):
            return replace(field, value=day.isoformat())
        if field.name == "forum" and not field.corrected and (key := self.known_forum(field.raw)):
            return replace(field, value=self.names.label(key))
        return self.known.read(field)

    def forum_of(self, read: Read) -> int | None:
        key = self.known_forum(str(read.value("forum") or ""))
        return int(key) if key else None

    def label(self, read: Read) -> str:
        role = dict(SeatRole.choices).get(str(read.value("role") or SeatRole.MEMBER), "")
        who = read.value("person") or read.value("name") or read.value("office") or read.value("principal") or ""
        return ", ".join(str(part) for part in (who, role, read.value("forum")) if part)

    def identities(self, read: Read) -> Sequence[Identity]:
        """By number within the forum, by who holds it, by the office it follows, by what it is of whom."""
        given = {name: str(read.value(name) or "") for name in ("key", "name", "office", "principal", "person")}
        forum, role = f"forum {self.forum_of(read)}", str(read.value("role") or SeatRole.MEMBER)
        person, office, name = (name_key(given[each]) for each in ("person", "office", "name"))
        return [
            (forum, given["key"], role, name, office, given["principal"], person),
            ("key", forum, given["key"]) if given["key"] else NOTHING,
            ("holder", forum, role, person) if person else NOTHING,
            ("office", forum, role, office) if office else NOTHING,
            ("of", forum, role, name, given["principal"]) if given["principal"] or name else NOTHING,
        ]

    def identities_of(self, obj: Audited) -> Sequence[Iterable[Identity]]:
        seat = cast(Seat, obj)
        forum, key = f"forum {seat.forum_id}", str(seat.pk)
        place = self._places[seat.pk]
        if seat.ends_on is not None and seat.ends_on < ordinary_day():
            return [[], [("key", forum, key)], [], [], []]
        person = name_key(place.person.name) if place.person else ""
        office, name = name_key(seat.office.name) if seat.office else "", name_key(seat.name)
        principal = seat.principal.name if seat.principal else ""
        whole = (seat.role, name, office, principal, person)
        return [
            [(forum, key, *whole), (forum, "", *whole)],
            [("key", forum, key)],
            [("holder", forum, seat.role, person)] if person else [],
            [("office", forum, seat.role, office)] if office else [],
            [("of", forum, seat.role, name, principal)] if not office else [],
        ]

    def alike(self, read: Read) -> Iterable[int]:
        return ()

    def current(self, obj: Audited) -> Mapping[str, Any]:
        seat = cast(Seat, obj)
        place = self._places[seat.pk]
        holding = place.holding or place.coming
        return {
            "key": str(seat.pk),
            "forum": seat.forum.label,
            "role": seat.role,
            "name": seat.name,
            "office": seat.office.name if seat.office else "",
            "principal": seat.principal.name if seat.principal else "",
            "party": place.party.abbreviation if place.party else "",
            "person": holding.person.name if holding else "",
            "starts_on": _iso(holding.starts_on if holding else seat.starts_on),
            "ends_on": _iso(holding.ends_on if holding else seat.ends_on),
            "order": str(seat.position or ""),
        }

    def is_same(self, field: ReadField, stands: Any, obj: Audited) -> bool:
        if field.name == "key":
            return True
        if field.name == "forum":
            return self.known_forum(field.value) == str(cast(Seat, obj).forum_id)
        if field.name == "person":
            return same_name_key(str(field.value)) == same_name_key(str(stands))
        return super().is_same(field, stands, obj)

    def doubts(self, read: Read, obj: Audited | None) -> Mapping[str, str]:
        """Another name on a place that somebody has, without a day of its own: a correction, or a new holder?"""
        name = str(read.value("person") or "")
        if obj is None or not name:
            return {}
        stands = self.current(obj)
        other = stands["person"] and same_name_key(str(stands["person"])) != same_name_key(name)
        if not other or (read.value("starts_on") or stands["starts_on"]) != stands["starts_on"]:
            return {}
        told = {"old": stands["person"], "new": name}
        return {
            "person": _(
                "%(old)s har platsen. Stämmer namnet som det är läst rättas innehavaren. Har %(new)s platsen från en viss dag: "
                "skriv den dagen i listan och läs in den igen, så avslutas %(old)s dagen före."
            )
            % told
        }

    def doubt(self, field: ReadField) -> str:
        return self.known.doubt(field)

    def problem(self, field: ReadField, read: Read, obj: Audited | None) -> str:
        told = {"cell": cell_of(field), "said": field.raw or field.value}
        seat = cast("Seat | None", obj)
        if seat and seat.office and field.name in HELD:
            office = told | {"office": seat.office}
            return (
                _(
                    "%(cell)sPlatsen följer befattningen ”%(office)s”. Ange vem som har befattningen på huvudmannens sida."
                )
                % office
            )
        if field.name in self.longest and (problem := too_long(field, self.longest[field.name])):
            return problem
        match field.name:
            case "forum" if self.known_forum(field.value) is None:
                return self._no_such_forum(field, told)
            case "forum" if seat and self.known_forum(field.value) != str(seat.forum_id):
                return _("%(cell)sPlatsen finns i %(forum)s. Välj det forumet, eller säg att posten är något nytt.") % (
                    told | {"forum": seat.forum.label}
                )
            case "role" if field.value not in SeatRole.values:
                return _("%(cell)s”%(said)s” är ingen roll i ett forum. Välj rätt i listan.") % told
            case "starts_on" | "ends_on" if field.value and day_of(str(field.value)) is None:
                return _("%(cell)s”%(said)s” är inte ett datum. Skriv till exempel 2027-01-01.") % told
            case "ends_on" if field.value and str(field.value) < str(read.value("starts_on") or ""):
                return _("%(cell)sSista dagen %(said)s ligger före första dagen. Ändra en av dem.") % told
            case "order" if field.value and not _IN_ORDER.fullmatch(str(field.value)):
                return _("%(cell)s”%(said)s” är inte ett nummer i inkallelseordningen.") % told
            case "office" if field.value and self._office(read) is None:
                return (
                    _(
                        "%(cell)sIngen befattning hos huvudmannen heter ”%(said)s”. Lägg till den först, eller töm rutan."
                    )
                    % told
                )
            case "person" if field.value and len(self._named(str(field.value), str(read.value("principal") or ""))) > 1:
                return _("%(cell)sFlera personer heter ”%(said)s”. Utse rätt person på forumets sida.") % told
        return self.known.problem(field)

    def _no_such_forum(self, field: ReadField, told: Mapping[str, Any]) -> str:
        meant = self._meant(str(field.value))
        asked = _("Menas %(name)s?") % {"name": meant} if meant else ""
        said = _("%(cell)sInget känt forum heter ”%(said)s”.") % told
        return " ".join(part for part in (said, asked, _("Välj rätt i listan.")) if part)

    def _office(self, read: Read) -> Office | None:
        principal = self.known.principals.get(str(read.value("principal") or ""))
        return self._offices.get((principal.pk, same_name_key(str(read.value("office"))))) if principal else None

    def _named(self, name: str, principal: str) -> list[Person]:
        """The persons of the name: those at the principal if there are any."""
        found = self._people.get(same_name_key(name), [])
        there = [each for each in found if each.principal and each.principal.name == principal]
        return there or list(found)

    def make_room(self, actor: User, values: Mapping[str, Any]) -> Iterable[Audited]:
        """The holder, if nobody of the name is in the register."""
        name, at = str(values.get("person") or ""), str(values.get("principal") or "")
        if name and not self._named(name, at):
            made = create_person(
                actor=actor, name=name, principal=self.known.principals.get(at), party=self.known.parties.get(str(values.get("party") or ""))
            )  # fmt: skip
            self._people[same_name_key(name)].append(made)
            yield made

    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        if target is None:
            return self._add(actor, values)
        seat = cast(Seat, target)
        facts = self._facts(values, seat)
        if facts:
            operations.change_seat(actor=actor, seat=seat, **facts)
        if HELD & values.keys():
            self._hold(actor, seat, values)
        return seat

    def _facts(self, values: Mapping[str, Any], seat: Seat | None) -> Any:
        facts: dict[str, Any] = {name: values[name] for name in ("role", "name") if name in values}
        if "principal" in values:
            facts["principal"] = self.known.principals.get(values["principal"])
        if "order" in values:
            facts["position"] = int(values["order"]) if values["order"] else None
        if "office" in values:
            principal = facts.get("principal") or (seat.principal if seat else None)
            key = (principal.pk if principal else 0, same_name_key(str(values["office"])))
            facts["office"] = self._offices.get(key) if values["office"] else None
        return facts

    def _add(self, actor: User, values: Mapping[str, Any]) -> Seat:
        facts = self._facts(values, None)
        key = self.known_forum(str(values["forum"]))
        forum = Forum.objects.get(pk=int(key or 0))
        seat = operations.add_seat(actor=actor, forum=forum, **self._who(values, facts), **facts)
        if values.get("person"):
            days = {name: day_of(str(values[name])) for name in DAYS if values.get(name)}
            holding = seat.holdings.get()
            party = self.known.parties.get(str(values.get("party") or ""))
            told: Any = days | ({"party": party} if party else {})
            if told:
                operations.change_holding(actor=actor, holding=holding, **told)
        return seat

    def _who(self, values: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
        name = str(values.get("person") or "")
        if not name:
            return {}
        principal = facts.get("principal")
        found = self._named(name, principal.name if principal else "")
        return {"person": found[0]}

    def _hold(self, actor: User, seat: Seat, values: Mapping[str, Any]) -> None:
        """Another person from a new first day takes the place over; else who held it and when is corrected."""
        place = self._places[seat.pk]
        holding = place.holding or place.coming
        party: Any = {"party": self.known.parties.get(str(values["party"]))} if "party" in values else {}
        days: Any = {name: day_of(str(values[name])) if values[name] else None for name in DAYS if name in values}
        name = str(values.get("person") or "")
        if holding is None or (name and days.get("starts_on")):
            if not name:
                raise ValidationError(_("Platsen är inte tillsatt. Ange vem som ska ha den."))
            who = self._who(values, {"principal": seat.principal})
            operations.appoint(actor=actor, seat=seat, replaces=holding is not None, **who, **days, **party)
        else:
            who = self._who(values, {"principal": seat.principal})
            operations.change_holding(actor=actor, holding=holding, **who, **days, **party)

    def snapshot(self, obj: Audited) -> dict[str, Any]:
        seat = cast(Seat, obj)
        return {
            "role": seat.role, "name": seat.name, "office": seat.office_id, "principal": seat.principal_id, "position": seat.position,
            "holdings": [
                [each.pk, each.person_id, each.party_id, _iso(each.starts_on), _iso(each.ends_on)]
                for each in seat.holdings.order_by("pk")
            ],
        }  # fmt: skip

    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        seat, reason = cast(Seat, obj), str(self.run)
        kept = {pk: rest for pk, *rest in before["holdings"]}
        for holding in SeatHolding.objects.filter(seat=seat).exclude(pk__in=list(kept)):
            operations.remove_holding(actor=actor, holding=holding, reason=reason)
        for holding in SeatHolding.objects.filter(seat=seat):
            person, party, first, last = kept[holding.pk]
            operations.change_holding(
                actor=actor, holding=holding, person=Person.objects.get(pk=person), party=PoliticalParty.objects.filter(pk=party).first(),
                starts_on=_day(first), ends_on=_day(last), reason=reason,
            )  # fmt: skip
        operations.change_seat(
            actor=actor, seat=Seat.objects.get(pk=seat.pk), role=before["role"], name=before["name"], position=before["position"],
            office=Office.objects.filter(pk=before["office"]).first(), principal=Principal.objects.filter(pk=before["principal"]).first(), reason=reason,
        )  # fmt: skip

    def remove(self, actor: User | None, obj: Audited) -> None:
        operations.remove_seat(actor=actor, seat=cast(Seat, obj), reason=str(self.run))


def _label(record: SeatRecord) -> str:
    return ", ".join(each.value for each in (record.person or record.name, record.forum) if each)


def _fields(record: SeatRecord) -> Iterable[ReadField]:
    yield from text_field("key", _("Nummer i Samverka"), record.key)
    yield from text_field("forum", _("Forum"), record.forum)
    yield from text_field("role", _("Plats som"), record.role)
    yield from text_field("name", _("Platsens namn"), record.name)
    yield from text_field("office", _("Följer befattningen"), record.office)
    yield from text_field("principal", _("Huvudman"), record.principal)
    yield from text_field("party", _("Parti"), record.party)
    yield from text_field("person", _("Person"), record.person)
    yield from text_field("starts_on", _("Från"), record.starts_on)
    yield from text_field("ends_on", _("Till"), record.ends_on)
    yield from text_field("order", _("Inkallelseordning"), record.order)


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
