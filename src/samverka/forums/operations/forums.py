"""Forums, their names and preparing relations written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict, Unpack

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from samverka.forums.models import Forum, ForumAlias, Preparation
from samverka.forums.names import packaged_forums
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.documents.models import Document, DocumentVersion
from samverka.foundation.documents.operations import add_document, add_version, store_file
from samverka.foundation.lifecycle.removal import remove
from samverka.principals.models import County, Principal
from samverka.principals.operations import load_county_row
from samverka.principals.rules import same_name_key, tidy_names


class ForumFacts(TypedDict, total=False):
    """What can be told of a forum besides its name; a fact left out stays as it is."""

    short_name: str
    abbreviation: str
    level: str
    sides: str
    purpose: str
    participants_municipal: str
    participants_region: str
    participants: str
    mandate: str
    mandate_kind: str
    frequency: str
    meetings_per_year: int | None
    record_keeper: Principal | None
    terms_of_reference: Document | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    successor: Forum | None
    follows_local_government_act: bool
    attestation_required: bool
    attestation_days: int | None
    notice_required: bool
    notice_board: Principal | None
    calling_order: str
    procedure_note: str


class ChangedForum(ForumFacts, total=False):
    name: str


def _refuse_taken_names(forum: Forum, aliases: list[str]) -> None:
    """Texts name forums without saying which county or time; a name may therefore mean one running forum only."""
    others = (
        Forum.objects.filter(county_id=forum.county_id, ends_on__isnull=True)
        .exclude(pk=forum.pk)
        .prefetch_related("aliases")
    )
    taken = {same_name_key(name): other for other in others for name in other.names}
    errors: dict[str, str] = {}
    for field, names in (
        ("name", [forum.name]),
        ("short_name", [forum.short_name]),
        ("abbreviation", [forum.abbreviation]),
        ("aliases", aliases),
    ):
        for name in names:
            if same_name_key(name) in taken:
                errors[field] = _("”%(name)s” är redan ett namn på %(forum)s. Välj ett annat, eller ändra det forumet först.") % {
                    "name": name, "forum": taken[same_name_key(name)],
                }  # fmt: skip
    if errors:
        raise ValidationError(errors)


def _set_aliases(forum: Forum, names: list[str]) -> None:
    forum.aliases.exclude(name__in=names).delete()
    present = set(forum.aliases.values_list("name", flat=True))
    ForumAlias.objects.bulk_create(ForumAlias(forum=forum, name=name) for name in names if name not in present)


def _alias_names(forum: Forum) -> list[str]:
    return sorted(forum.aliases.values_list("name", flat=True))


@transaction.atomic
def create_forum(
    *, actor: User | None, name: str, county: County | None = None, aliases: Iterable[str] = (), prepares_for: Iterable[Forum] = (),
    reason: str = "", **facts: Unpack[ForumFacts],
) -> Forum:  # fmt: skip
    """A new forum, in the installation's county unless another is given. Raises `ValidationError` by field."""
    forum = Forum(
        name=" ".join(name.split()), county=county or load_county_row(actor=actor, code=settings.COUNTY), **facts
    )
    others = tidy_names(aliases)
    forum.full_clean()
    _refuse_taken_names(forum, others)
    audit.create(forum, actor=actor, reason=reason)
    _set_aliases(forum, others)
    for other in prepares_for:
        add_preparation(actor=actor, preparer=forum, prepares_for=other, reason=reason)
    return forum


@transaction.atomic
def load_known_forums(*, actor: User | None, county_code: str) -> list[Forum]:
    """Creates the forums packaged for a county that the register does not know by any name, and their preparing
    relations; gives those created. What stands is left as it is. Raises `LookupError` if no list is packaged."""
    county = load_county_row(actor=actor, code=county_code)
    reason = "Ur den medföljande listan över länets forum"
    known = {
        same_name_key(name): each
        for each in Forum.objects.filter(county=county).prefetch_related("aliases")
        for name in each.names
    }
    found: dict[str, Forum] = {}
    created: list[Forum] = []
    packaged = packaged_forums(county_code)
    for each in packaged:
        existing = next((known[same_name_key(name)] for name in each.names if same_name_key(name) in known), None)
        if existing is None:
            short = each.label if each.abbreviation not in ("", each.label) else ""
            existing = create_forum(
                actor=actor, name=each.name, short_name=short, abbreviation=each.abbreviation, aliases=each.aliases, level=each.level,
                county=county, reason=reason,
            )  # fmt: skip
            created.append(existing)
        found[each.key] = existing
    for each in packaged:
        for other in each.prepares_for:
            if found[each.key] in created or found[other] in created:
                add_preparation(actor=actor, preparer=found[each.key], prepares_for=found[other], reason=reason)
    return created


@transaction.atomic
def change_forum(
    *, actor: User | None, forum: Forum, aliases: Iterable[str] | None = None, prepares_for: Iterable[Forum] | None = None,
    version: int | None = None, reason: str = "", verb: str = "change", **facts: Unpack[ChangedForum],
) -> bool:  # fmt: skip
    """Changes what is given and leaves the rest; gives whether anything differed. `aliases` and `prepares_for`
    replace those that stand. Raises `ValidationError` by field, `StaleRecord` if `version` is not the newest."""
    before = _alias_names(forum)
    after = before if aliases is None else tidy_names(aliases)
    audit.validate_change(forum, facts)
    _refuse_taken_names(
        Forum(
            **{
                key: facts.get(key, getattr(forum, key))
                for key in ("pk", "county_id", "name", "short_name", "abbreviation")
            }
        ),
        after,
    )
    beside = {} if sorted(after) == before else {"aliases": [before, sorted(after)]}
    differed = audit.change(forum, actor=actor, values=facts, version=version, reason=reason, verb=verb, beside=beside)
    if beside:
        _set_aliases(forum, after)
    return (prepares_for is not None and _set_preparations(actor, forum, list(prepares_for), reason)) or differed


def _set_preparations(actor: User | None, forum: Forum, wanted: list[Forum], reason: str) -> bool:
    present = {each.prepares_for_id: each for each in forum.preparations.all()}
    gone = [each for key, each in present.items() if key not in {other.pk for other in wanted}]
    for each in gone:
        remove_preparation(actor=actor, preparation=each, reason=reason)
    new = [other for other in wanted if other.pk not in present]
    for other in new:
        add_preparation(actor=actor, preparer=forum, prepares_for=other, reason=reason)
    return bool(gone or new)


@transaction.atomic
def attach_terms_of_reference(
    *, actor: User | None, forum: Forum, data: bytes, media_type: str, filename: str, reason: str = ""
) -> DocumentVersion:
    """Keeps the file as the forum's terms of reference, or as their next version; earlier ones stay. `media_type` is
    what the bytes were sniffed as. Raises `FileRefused` for an empty or too large file."""
    file = store_file(data, media_type=media_type)
    if forum.terms_of_reference:
        return add_version(actor=actor, document=forum.terms_of_reference, file=file, filename=filename)
    title = f"Uppdragsbeskrivning för {forum.label}"
    version = add_document(actor=actor, title=title, file=file, filename=filename)
    change_forum(actor=actor, forum=forum, terms_of_reference=version.document, reason=reason)
    return version


def end_forum(
    *,
    actor: User | None,
    forum: Forum,
    ends_on: dt.date,
    successor: Forum | None = None,
    version: int | None = None,
    reason: str = "",
) -> bool:
    """The forum's last day; with `successor` it is renamed into or merged with that forum. Seats and history stay;
    what holds on a day after the last is told by the days themselves. Raises `ValidationError`, `StaleRecord`."""
    if successor is not None and successor.pk == forum.pk:
        raise ValidationError({"successor": _("Ett forum kan inte gå upp i sig självt. Välj ett annat forum.")})
    if successor is not None and _leads_to(successor, forum):
        raise ValidationError(
            {
                "successor": _("”%(name)s” har självt gått upp i det här forumet. Välj ett annat forum.")
                % {"name": successor}
            }
        )
    return change_forum(
        actor=actor, forum=forum, ends_on=ends_on, successor=successor, version=version, reason=reason, verb="end"
    )


def _leads_to(forum: Forum, target: Forum) -> bool:
    step: Forum | None = forum
    while step is not None:
        if step.successor_id == target.pk:
            return True
        step = step.successor
    return False


def reopen_forum(*, actor: User | None, forum: Forum, version: int | None = None, reason: str = "") -> bool:
    """Takes back the forum's end. Raises `ValidationError` if its name has been taken since, `StaleRecord`."""
    return change_forum(
        actor=actor, forum=forum, ends_on=None, successor=None, version=version, reason=reason, verb="reopen"
    )


@transaction.atomic
def remove_forum(*, actor: User | None, forum: Forum, reason: str = "") -> None:
    """Takes away a forum entered by mistake, with its other names and preparing relations.
    Raises `Refused` with what refers to it, such as seats."""
    for each in Preparation.objects.filter(Q(preparer=forum) | Q(prepares_for=forum)):
        audit.delete(each, actor=actor, reason=reason)
    remove(forum, actor=actor, reason=reason, instead=_("Avsluta forumet i stället, så finns dess historia kvar."))


@transaction.atomic
def add_preparation(*, actor: User | None, preparer: Forum, prepares_for: Forum, reason: str = "") -> Preparation:
    """One forum prepares for another. Raises `ValidationError` if it would be for itself or stands already."""
    preparation = Preparation(preparer=preparer, prepares_for=prepares_for)
    preparation.full_clean()
    _touch(preparer)
    audit.record(
        actor=actor,
        verb="add_preparation",
        obj=preparer,
        changes={"prepares_for": [None, prepares_for.name]},
        reason=reason,
    )
    return audit.create(preparation, actor=actor, reason=reason)


@transaction.atomic
def remove_preparation(*, actor: User | None, preparation: Preparation, reason: str = "") -> None:
    _touch(preparation.preparer)
    audit.record(
        actor=actor,
        verb="remove_preparation",
        obj=preparation.preparer,
        changes={"prepares_for": [preparation.prepares_for.name, None]},
        reason=reason,
    )
    audit.delete(preparation, actor=actor, reason=reason)


def _touch(forum: Forum) -> None:
    """What it prepares for has changed: its version rises, so that undo of an import and other editors notice."""
    Forum.objects.filter(pk=forum.pk).update(version=F("version") + 1)
    forum.version += 1
