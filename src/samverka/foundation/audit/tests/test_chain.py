"""The log: appended with the change, chained, and honest about tampering."""

import pytest

from samverka.foundation.audit.models import AuditEntry, ChainHead
from samverka.foundation.audit.operations import StaleRecord, change, create, delete
from samverka.foundation.audit.queries import broken_links, history
from samverka.foundation.documents.models import Document

pytestmark = pytest.mark.django_db


def a_document(title="Balanslista"):
    return create(Document(title=title), actor=None)


def test_a_change_is_logged_field_by_field_with_what_stood_there_before():
    document = a_document()
    change(document, actor=None, values={"title": "Balanslista 2024"}, reason="Årtalet saknades")
    newest = history(document)[0]
    assert (newest.verb, newest.changes, newest.reason) == (
        "change",
        {"title": ["Balanslista", "Balanslista 2024"]},
        "Årtalet saknades",
    )


def test_setting_what_already_stands_there_writes_nothing():
    document = a_document()
    assert change(document, actor=None, values={"title": "Balanslista"}) is False
    assert [entry.verb for entry in history(document)] == ["create"]


def test_the_second_of_two_people_is_told_and_overwrites_nothing():
    document = a_document()
    other = Document.objects.get(pk=document.pk)
    change(document, actor=None, values={"title": "Min"})
    with pytest.raises(StaleRecord, match="ändrats av någon annan"):
        change(other, actor=None, values={"title": "Din"})
    assert Document.objects.get().title == "Min"


def test_entries_form_an_unbroken_chain():
    document = a_document()
    for number in range(5):
        change(document, actor=None, values={"title": f"Titel {number}"})
    delete(document, actor=None)
    assert list(broken_links()) == []
    assert ChainHead.objects.get().length == AuditEntry.objects.count() == 7


@pytest.mark.parametrize(
    "sql",
    ["UPDATE audit_auditentry SET object_label = 'annat' WHERE id = %s", "DELETE FROM audit_auditentry WHERE id = %s"],
)
@pytest.mark.parametrize("place", ["first", "last"])
def test_tampering_with_the_table_is_found(sql, place):
    from django.db import connection

    document = a_document()
    change(document, actor=None, values={"title": "Ny"})
    entry = getattr(AuditEntry.objects.order_by("pk"), place)()
    with connection.cursor() as cursor:
        cursor.execute(sql, [entry.pk])
    assert list(broken_links()) != []


def test_an_entry_can_neither_be_changed_nor_removed_from_code():
    a_document()
    entry = AuditEntry.objects.get()
    for attempt in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(reason="x"),
    ):
        with pytest.raises(TypeError, match="append-only"):
            attempt()
