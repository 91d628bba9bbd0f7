"""Every address × everyone of the cast × reading and writing: who is answered, who is refused.

The table says what is right; a new address fails the test until someone has decided who may use it. An answer is anything
but "you may not" (403) and "there is nothing here for you" (404).
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from tests.architecture.test_addresses import ALL, OPEN
from tests.permissions.stage import stage  # noqa: F401 - a fixture

EVERYONE = "everyone"
COORDINATOR = "coordinator"
SECRETARY = "coordinator, secretary"
REGISTRAR = "coordinator, registrar"

# Address: who may; where reading and writing differ, both.
MATRIX: dict[str, str | tuple[str, str]] = {
    "home:overview": EVERYONE,
    "home:year": EVERYONE,
    "home:year_csv": EVERYONE,
    "home:subscribe": EVERYONE,  # to what they may see themselves
    "home:meeting_ics": EVERYONE,
    "ui:styleguide": EVERYONE,
    "accounts:password": EVERYONE,
    "accounts:theme": EVERYONE,
    "accounts:links": EVERYONE,
    "accounts:revoke_link": "reader",  # whose link it is; nobody else, the administrator neither
    "tasks:progress": SECRETARY,
    "forums:list": EVERYONE,
    "forums:csv": EVERYONE,
    "forums:map": EVERYONE,
    "forums:seats_workbook": EVERYONE,
    "forums:create": COORDINATOR,
    "forums:detail": EVERYONE,
    "forums:change": SECRETARY,
    "forums:end": COORDINATOR,
    "forums:reopen": COORDINATOR,
    "forums:remove": COORDINATOR,
    "forums:add_preparation": SECRETARY,
    "forums:remove_preparation": SECRETARY,
    "forums:terms": EVERYONE,
    "forums:attach_terms": SECRETARY,
    "forums:add_seat": SECRETARY,
    "forums:change_seat": SECRETARY,
    "forums:end_seat": SECRETARY,
    "forums:remove_seat": SECRETARY,
    "forums:seat": EVERYONE,
    "forums:attendance": EVERYONE,
    "forums:attendance_csv": EVERYONE,
    "forums:deputies": SECRETARY,
    "forums:vacancies": EVERYONE,
    "forums:vacancy_csv": EVERYONE,
    "forums:end_term": SECRETARY,
    "forums:undo_term": SECRETARY,
    "forums:new_term": EVERYONE,
    "forums:answer": "coordinator, registrar, secretary",
    "forums:appoint": "coordinator, registrar, secretary",
    "forums:end_holding": "coordinator, registrar, secretary",
    "forums:change_holding": "coordinator, registrar, secretary",
    "forums:remove_holding": "coordinator, registrar, secretary",
    "forums:give_role": COORDINATOR,
    "forums:end_role": COORDINATOR,
    "principals:list": EVERYONE,
    "principals:csv": EVERYONE,
    "principals:create": COORDINATOR,
    "principals:detail": EVERYONE,
    "principals:change": REGISTRAR,
    "principals:end": COORDINATOR,
    "principals:remove": COORDINATOR,
    "principals:give_role": COORDINATOR,
    "principals:end_role": COORDINATOR,
    "principals:create_office": REGISTRAR,
    "principals:change_office": REGISTRAR,
    "principals:remove_office": REGISTRAR,
    "principals:appoint": REGISTRAR,
    "principals:end_holding": REGISTRAR,
    "principals:parties": EVERYONE,
    "principals:create_party": COORDINATOR,
    "principals:change_party": COORDINATOR,
    "principals:people": EVERYONE,
    "principals:people_csv": EVERYONE,
    "principals:people_workbook": EVERYONE,
    "principals:create_person": REGISTRAR,
    "principals:person": EVERYONE,
    "principals:change_person": REGISTRAR,
    "principals:remove_person": COORDINATOR,
    "search:results": EVERYONE,  # of what they may see: samverka.search.tests.test_leaks
    "search:suggestions": EVERYONE,
    "agreements:list": EVERYONE,
    "agreements:csv": EVERYONE,
    "agreements:timeline": EVERYONE,
    "agreements:calendar": EVERYONE,
    "agreements:calendar_csv": EVERYONE,
    "agreements:calendar_excel": EVERYONE,
    "agreements:reminders": EVERYONE,
    "agreements:ladders": EVERYONE,
    "agreements:change_ladder": COORDINATOR,
    "agreements:own_ladder": COORDINATOR,
    "agreements:remove_ladder": COORDINATOR,
    "agreements:acknowledge": COORDINATOR,
    "agreements:withdraw": COORDINATOR,
    "agreements:create": COORDINATOR,
    "agreements:detail": EVERYONE,
    "agreements:change": COORDINATOR,
    "agreements:remove": COORDINATOR,
    "agreements:confirm_reading": COORDINATOR,
    "agreements:correct_reading": COORDINATOR,
    "agreements:record_event": COORDINATOR,
    "agreements:remove_event": COORDINATOR,
    "agreements:add_document": COORDINATOR,
    "agreements:document": EVERYONE,
    "agreements:add_version": COORDINATOR,
    "agreements:tell_version": COORDINATOR,
    "agreements:compare": EVERYONE,
    "agreements:xlsx": EVERYONE,
    "agreements:set_parent": COORDINATOR,
    "agreements:add_sharing": COORDINATOR,
    "agreements:change_sharing": COORDINATOR,
    "agreements:remove_sharing": COORDINATOR,
    "agreements:sharing_csv": EVERYONE,
    "agreements:sharing_xlsx": EVERYONE,
    "agreements:set_original": COORDINATOR,
    "agreements:add_publication": COORDINATOR,
    "agreements:change_publication": COORDINATOR,
    "agreements:remove_publication": COORDINATOR,
    "agreements:mentions": SECRETARY,
    "agreements:detach_document": COORDINATOR,
    "action_register:list": EVERYONE,
    "action_register:csv": EVERYONE,
    "action_register:word": EVERYONE,
    "action_register:pdf": EVERYONE,
    "action_register:excel": EVERYONE,
    "action_register:open": SECRETARY,
    "action_register:rename": SECRETARY,
    "action_register:create": SECRETARY,
    "action_register:headings": EVERYONE,
    "action_register:choose_meeting": SECRETARY,
    "action_register:through": SECRETARY,
    "action_register:through_entry": SECRETARY,
    "action_register:through_summary": SECRETARY,
    "action_register:through_item": SECRETARY,
    "action_register:add_direction": SECRETARY,
    "action_register:add_area": SECRETARY,
    "action_register:change_direction": SECRETARY,
    "action_register:move_direction": SECRETARY,
    "action_register:remove_direction": SECRETARY,
    "action_register:change_area": SECRETARY,
    "action_register:remove_area": SECRETARY,
    "action_register:move_direction_rows": SECRETARY,
    "action_register:move_area_rows": SECRETARY,
    "action_register:detail": EVERYONE,
    "action_register:history": EVERYONE,
    "action_register:source": EVERYONE,
    "action_register:change": SECRETARY,
    "action_register:agreements": SECRETARY,
    "action_register:close": SECRETARY,
    "action_register:drop": SECRETARY,
    "action_register:reopen": SECRETARY,
    "action_register:delete": SECRETARY,
    "action_register:add_follow_up": SECRETARY,
    "action_register:reading": EVERYONE,
    "action_register:meeting": SECRETARY,
    "action_register:mark_done": SECRETARY,
    "action_register:postpone": SECRETARY,
    "action_register:cancel": SECRETARY,
    "action_register:reopen_follow_up": SECRETARY,
    "action_register:editions": EVERYONE,
    "action_register:create_edition": SECRETARY,
    "action_register:edition": EVERYONE,
    "action_register:edition_word": EVERYONE,
    "action_register:edition_pdf": EVERYONE,
    "action_register:edition_excel": EVERYONE,
    "action_register:compare": EVERYONE,
    "action_register:compare_csv": EVERYONE,
    "action_register:change_edition": SECRETARY,
    "action_register:send_edition": SECRETARY,
    "action_register:take_edition": SECRETARY,
    "action_register:edition_decision": SECRETARY,
    "action_register:withdraw_edition": SECRETARY,
    "action_register:edition_comments": SECRETARY,  # and the asked forums: editions.tests.test_permissions
    "action_register:comment": SECRETARY,
    "action_register:no_remarks": SECRETARY,
    "action_register:take_back_answer": SECRETARY,
    "action_register:answer_comment": SECRETARY,
    "action_register:remove_comment": SECRETARY,  # it was written down for a forum
    "matters:list": EVERYONE,
    "matters:csv": EVERYONE,
    "matters:create": SECRETARY,
    "matters:detail": EVERYONE,
    "matters:change": SECRETARY,
    "matters:close": SECRETARY,
    "matters:reopen": SECRETARY,
    "matters:remove": COORDINATOR,
    "meetings:list": EVERYONE,
    "meetings:csv": EVERYONE,
    "meetings:plan": EVERYONE,
    "meetings:plan_csv": EVERYONE,
    "meetings:plan_excel": EVERYONE,
    "meetings:edit_plan": SECRETARY,
    "meetings:plan_terms": SECRETARY,
    "meetings:move": SECRETARY,
    "meetings:cancel": SECRETARY,
    "meetings:reinstate": SECRETARY,
    "meetings:create": SECRETARY,
    "meetings:detail": EVERYONE,
    "meetings:change": SECRETARY,
    "meetings:history": EVERYONE,
    "meetings:enter": SECRETARY,
    "meetings:remove": COORDINATOR,
    "meetings:document": EVERYONE,
    "meetings:add_paragraph": SECRETARY,
    "meetings:change_paragraph": SECRETARY,
    "meetings:remove_paragraph": SECRETARY,
    "meetings:paragraph_matter": SECRETARY,
    "meetings:new_matter": SECRETARY,
    "meetings:add_item": SECRETARY,
    "meetings:change_item": SECRETARY,
    "meetings:remove_item": SECRETARY,
    "tables:list": EVERYONE,
    "tables:csv": EVERYONE,
    "tables:detail": EVERYONE,
    "tables:table_csv": EVERYONE,
    "tables:source": EVERYONE,
    "tables:change": SECRETARY,
    "tables:remove": COORDINATOR,
    "findings:list": EVERYONE,
    "findings:csv": EVERYONE,
    "findings:detail": (EVERYONE, SECRETARY),
    "findings:reopen": SECRETARY,
    "imports:list": SECRETARY,
    "imports:run": SECRETARY,
    "imports:set_facts": SECRETARY,
    "imports:answer_all": SECRETARY,
    "imports:unstick": SECRETARY,
    "imports:source": EVERYONE,  # a record of the register was read from it
    "imports:apply": SECRETARY,
    "imports:undo": SECRETARY,
    "imports:discard": SECRETARY,
    "imports:original": SECRETARY,
    "imports:review": SECRETARY,
    "imports:correct_part": SECRETARY,
    "imports:answer": SECRETARY,
    "imports:undo_record": SECRETARY,
}
# What an address must be sent to know what is asked of it.
SENT = {
    "action_register:through_entry": {"gor": "klart"},
    "action_register:through_item": {"gor": "avsluta"},
    "imports:answer": {"answer": "accept"},
    "imports:answer_all": {"answer": "keep_newer"},
    "imports:correct_part": {"uppgift": "paragraphs/16"},
}
CLOSED = sorted(name for name, _route in ALL if name not in OPEN)


def test_somebody_has_decided_who_may_use_each_address():
    assert [name for name in CLOSED if name not in MATRIX] == []


def answered(client: Client, method: str, address: str, sent: dict[str, str]) -> bool | None:
    """Whether the user is answered; None if the address does not take the method. Nothing that is done stays."""
    with transaction.atomic():
        response = getattr(client, method)(address, sent)
        if response.streaming:  # a file that is handed out is closed by the client when it has been read
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return None if response.status_code == 405 else response.status_code not in {403, 404}


def arguments_of(name: str, stage: Any) -> dict[str, Any]:  # noqa: F811 - the fixture
    """Those of the stage's arguments that the address takes."""
    space, _, own = name.partition(":")
    resolver = get_resolver().namespace_dict[space][1]
    wanted = resolver.reverse_dict.getlist(own)[0][0][0][1]
    given = stage(name)
    return {argument: given.get(argument, 1) for argument in wanted}


@pytest.mark.parametrize("space", sorted({name.split(":")[0] for name in CLOSED}))
def test_each_address_answers_those_who_may(space, stage, cast, as_):  # noqa: F811 - the fixture
    clients = {who: as_(user) for who, user in cast.users.items()}
    expected, found = {}, {}
    for name in (name for name in CLOSED if name.split(":")[0] == space):
        address = reverse(name, kwargs=arguments_of(name, stage))
        rights = MATRIX[name]
        for method, right in zip(("get", "post"), (rights, rights) if isinstance(rights, str) else rights, strict=True):
            answers = {who: answered(client, method, address, SENT.get(name, {})) for who, client in clients.items()}
            if None in answers.values():
                continue
            expected[f"{method} {name}"] = right
            may = sorted(who for who, answer in answers.items() if answer)
            found[f"{method} {name}"] = EVERYONE if len(may) == len(clients) else ", ".join(may)
    assert found == expected
