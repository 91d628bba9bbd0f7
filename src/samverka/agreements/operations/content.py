"""What an agreement says: made, changed, removed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samverka.agreements.choices import ForumRoleChoice
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement, AgreementAlias, AgreementForum
from samverka.agreements.operations.derived import fill, machine_reading, reading_values, set_derived_rows
from samverka.agreements.queries import content_of, facts_of
from samverka.agreements.rules import Facts
from samverka.forums.names import ForumNames
from samverka.forums.queries import forum_names
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.lifecycle.removal import remove
from samverka.foundation.ordering import swedish_key
from samverka.principals.models import Principal

_PLAIN = ("name", "kind", "area", "notes", "statutory_basis", "validity_raw", "contract_cooperation")


@transaction.atomic
def create_agreement(
    *, actor: User | None, content: AgreementContent, reason: str = "", names: ForumNames | None = None
) -> Agreement:
    """A new agreement, its validity text read. `names` saves reading the forums again when many are made. Raises
    `ValidationError` by field."""
    agreement = Agreement(**_plain_values(content), predecessor_id=content.predecessor)
    fill(agreement, **machine_reading(content.validity_raw), facts=Facts())
    agreement.full_clean(exclude=["confirmed_by"])
    audit.create(agreement, actor=actor, reason=reason)
    set_derived_rows(agreement, Facts())
    beside = _set_relations(agreement, AgreementContent(name=content.name), content, names)
    if beside:
        audit.record(actor=actor, verb="set_relations", obj=agreement, changes=beside)
    return agreement


@transaction.atomic
def change_agreement(
    *,
    actor: User | None,
    agreement: Agreement,
    content: AgreementContent,
    version: int | None = None,
    reason: str = "",
    names: ForumNames | None = None,
) -> bool:
    """Makes the agreement say `content`; a changed validity text is read again and unconfirmed. Gives whether anything
    differed. Raises `ValidationError` by field, and `StaleRecord` if the agreement has been changed since `version`."""  # fmt: skip
    _refuse_circle(agreement, content.predecessor)
    before, facts = content_of(agreement), facts_of(agreement.events.all())
    values: dict[str, Any] = _plain_values(content) | {"predecessor_id": content.predecessor}
    if content.validity_raw != agreement.validity_raw:
        read = fill(Agreement(validity_raw=content.validity_raw), **machine_reading(content.validity_raw), facts=facts)
        values |= reading_values(read) | {
            "reading_state": read.reading_state,
            "confirmed_by": None,
            "confirmed_at": None,
        }
    audit.validate_change(agreement, values)
    beside = _set_relations(agreement, before, content, names)
    changed = audit.change(agreement, actor=actor, values=values, version=version, reason=reason, beside=beside)
    if "reading" in values:
        set_derived_rows(agreement, facts)
    return changed


@transaction.atomic
def remove_agreement(*, actor: User | None, agreement: Agreement, reason: str = "") -> None:
    """Removes an agreement with its aliases, events and attachments (not their files). Raises `Refused`, with what uses
    it, if others refer to it."""
    instead = _("Registrera att det har upphört i stället, så finns dess historia kvar.")
    remove(agreement, actor=actor, reason=reason, instead=instead)


def _plain_values(content: AgreementContent) -> dict[str, Any]:
    return {field: getattr(content, field) for field in _PLAIN}


def _refuse_circle(agreement: Agreement, predecessor: int | None) -> None:
    """Raises `ValidationError` if the agreement would come to replace itself, at whatever distance."""
    before, seen = predecessor, set[int]()
    while before is not None and before not in seen:
        if before == agreement.pk:
            raise ValidationError(
                {"predecessor": _("Det avtalet ersätter redan det här. Välj ett annat, eller ändra det avtalet först.")}
            )
        seen.add(before)
        before = Agreement.objects.filter(pk=before).values_list("predecessor_id", flat=True).first()


def _set_relations(
    agreement: Agreement, before: AgreementContent, after: AgreementContent, names: ForumNames | None
) -> dict[str, Any]:
    """Sets what differs; gives `{field: [before, after]}` of it."""
    changes: dict[str, Any] = {}
    if before.aliases != after.aliases:
        agreement.aliases.all().delete()
        AgreementAlias.objects.bulk_create(_aliases(agreement, after))
        changes["aliases"] = [list(before.aliases), list(after.aliases)]
    for role in (ForumRoleChoice.RECOMMENDING, ForumRoleChoice.PREPARING):
        old, new = getattr(before, role), getattr(after, role)
        if old != new:
            names = names or forum_names()
            agreement.forum_parts.filter(role=role).delete()
            AgreementForum.objects.bulk_create(
                AgreementForum(
                    agreement=agreement, role=role, position=n, printed=printed[:300], forum_id=names.resolve(printed)
                )
                for n, printed in enumerate(new)
            )
            changes[str(role)] = [list(old), list(new)]
    if before.parties != after.parties:
        names_of = dict(Principal.objects.filter(pk__in={*before.parties, *after.parties}).values_list("pk", "name"))
        agreement.parties.set(after.parties)
        changes["parties"] = [
            [names_of[pk] for pk in keys if pk in names_of] for keys in (before.parties, after.parties)
        ]
    return changes


def _aliases(agreement: Agreement, content: AgreementContent) -> list[AgreementAlias]:
    """One a name, without the agreement's own and without two that differ in case or punctuation only."""
    by_key = {swedish_key(name): name for name in content.aliases if name.strip()}
    by_key.pop(swedish_key(content.name), None)
    return [AgreementAlias(agreement=agreement, name=name[:500], name_key=key) for key, name in by_key.items()]
