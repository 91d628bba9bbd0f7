"""The search set brought in to the register, and how a search fares on it."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from samverka.agreements.content import AgreementContent
from samverka.agreements.models import AgreementDocument
from samverka.agreements.operations import create_agreement
from samverka.forums.operations import create_forum
from samverka.foundation.accounts.models import User
from samverka.foundation.documents.models import StoredFile
from samverka.foundation.documents.operations import PartOfText, add_document, keep_text
from samverka.matters.content import MatterContent, RecordNumberContent
from samverka.matters.operations import create_matter
from samverka.meetings.content import MeetingContent, ParagraphContent
from samverka.meetings.operations import create_meeting
from samverka.principals.operations import create_person, create_principal
from samverka.search.queries import Wanted, search

FIRST = 10
Key = tuple[str, int]


def load(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return found


def bring_in(data: dict[str, Any]) -> dict[Key, str]:
    """Makes the records; gives their ids in the set by kind and key."""
    ids: dict[Key, str] = {}
    for said in data["forums"]:
        made = create_forum(actor=None, name=said["name"], abbreviation=said["abbreviation"], aliases=said["aliases"])
        ids["forum", made.pk] = said["id"]
    for said in data["principals"]:
        made = create_principal(actor=None, kind=said["kind"], name=said["name"], aliases=said["aliases"])
        ids["principal", made.pk] = said["id"]
    for said in data["people"]:
        ids["person", create_person(actor=None, name=said["name"]).pk] = said["id"]
    for said in data["agreements"]:
        content = AgreementContent(name=said["name"], aliases=tuple(said["aliases"]))
        ids["agreement", create_agreement(actor=None, content=content).pk] = said["id"]
    for said in data["matters"]:
        numbers = tuple(RecordNumberContent(number=number) for number in said["record_numbers"])
        content = MatterContent(title=said["title"], record_numbers=numbers)
        ids["matter", create_matter(actor=None, content=content, year=2023).pk] = said["id"]
    for said in data["meetings"]:
        _meeting(said, ids)
    holder = create_agreement(actor=None, content=AgreementContent(name="Zzz"))
    file = StoredFile.objects.create(sha256="0" * 64, size=1, media_type="application/pdf")
    for said in data["pages"]:
        version = add_document(actor=None, title=said["title"], file=file, filename="x.pdf")
        keep_text(actor=None, version=version, parts=[PartOfText(said["text"], 1, bool(said.get("ocr")))])
        AgreementDocument.objects.create(agreement=holder, document=version.document)
        ids["document", version.document_id] = said["id"]
    return ids


def _meeting(said: dict[str, Any], ids: dict[Key, str]) -> None:
    paragraphs = tuple(
        ParagraphContent(number=each["number"], title=each["title"], decision=each["text"])
        for each in said["paragraphs"]
    )
    day = dt.date.fromisoformat(said["on"])
    content = MeetingContent(forums=tuple(said["forums"]), starts_on=day, place=said["place"], paragraphs=paragraphs)
    meeting = create_meeting(actor=None, content=content)
    ids["meeting", meeting.pk] = said["id"]
    names = {each["number"]: each["id"] for each in said["paragraphs"]}
    ids.update({("paragraph", each.pk): names[each.number] for each in meeting.paragraphs.all()})


@dataclass
class Fared:
    """How the queries went: what was to be found and was, hits among the first ten and those that were wrong."""

    wanted: int = 0
    found: int = 0
    hits: int = 0
    wrong: int = 0
    told: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"recall {self.recall:.3f} ({self.found}/{self.wanted}), false {self.false:.3f} ({self.wrong}/{self.hits})"
        )

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def false(self) -> float:
        return self.wrong / self.hits if self.hits else 0.0


def fare(user: User, data: dict[str, Any], ids: dict[Key, str]) -> dict[str, Fared]:
    """By group of the set, and all of it under ""."""
    by_group: defaultdict[str, Fared] = defaultdict(Fared)
    for query in data["queries"]:
        # A query with more right answers than ten is measured on as many.
        many = max(FIRST, len(query["finds"]))
        hits = search(user, Wanted(said=query["q"]), per_page=many).hits
        given = [ids.get((hit.entry.kind, hit.entry.object_id), "?") for hit in hits]
        missed = [each for each in query["finds"] if each not in given]
        wrong = [each for each in given if each not in query["finds"]]
        for fared in (by_group[query["group"]], by_group[""]):
            fared.wanted += len(query["finds"])
            fared.found += len(query["finds"]) - len(missed)
            fared.hits += len(given)
            fared.wrong += len(wrong)
            if missed or wrong:
                fared.told.append(f"{query['q']}: missed {missed}, wrong {wrong}")
    return dict(by_group)
