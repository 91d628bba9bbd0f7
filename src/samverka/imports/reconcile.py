"""Read records held against the register: which record each one is, and new, changed, same or doubtful field by field.

`compare` may be run again at any time: what people have answered (values corrected or kept, which record it is, what is
dropped) stands, all else is judged anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from samverka.foundation.audit.models import Audited
from samverka.foundation.language import in_swedish
from samverka.imports import letters, recognised
from samverka.imports.fields import GUESS, LETTERS, ReadField
from samverka.imports.judging import Document, is_empty, judge, says_something, says_word_for_word
from samverka.imports.likeness import NameIndex, name_key
from samverka.imports.models import ImportRecord, ImportRun
from samverka.imports.records import Extraction
from samverka.imports.said import Said, documents_said
from samverka.imports.states import RecordKind, RecordState, Verdict
from samverka.imports.targets import TARGETS
from samverka.imports.targets.base import Identity, Read, Target
from samverka.principals.models import County, Principal

Step = Callable[[int], None]


@in_swedish
def read_records(run: ImportRun, extraction: Extraction) -> dict[str, list[ImportRecord]]:
    """The document's records by kind, unsaved and not yet compared, in the order they are brought in."""
    found: dict[str, list[ImportRecord]] = {}
    position = 0
    for kind in RecordKind.values:
        for read in TARGETS[kind].read(extraction):
            position += 1
            fields = [field.to_json() for field in read.fields]
            found.setdefault(kind, []).append(
                ImportRecord(run=run, position=position, kind=kind, label=read.label[:500], fields=fields)
            )
    return found


@in_swedish
def compare(run: ImportRun, records: Sequence[ImportRecord], *, step: Step = lambda done: None) -> Target:
    """Sets target, candidates, fields, verdict, question and state of records of one kind: all of the run's that are
    not yet brought in, so that no two are taken for the same thing. Gives the target they were held against. A fixed
    number of queries."""
    kind = TARGETS[records[0].kind]
    given = {record.position: Read(record.label, tuple(_as_read(record, kind))) for record in records}
    target = kind(run, reads=given.values())
    reads = {position: understood(read, target) for position, read in given.items()}
    for record in records:
        record.label = reads[record.position].label[:500]
        record.forum_id = target.forum_of(reads[record.position])
    _find_targets(run, target, records, reads)
    said = documents_said(target, [record.target_id for record in records if record.target_id])
    columns = _columns(reads.values(), target)
    for done, record in enumerate(records, 1):
        obj = target.by_pk.get(record.target_id) if record.target_id else None
        read = target.paired(reads[record.position], obj)
        fields = (*read.fields, *target.gone(read, obj), *_emptied(read, target, obj, columns))
        judge_record(record, fields, target, obj, said)
        step(done)
    return target


def judge_record(
    record: ImportRecord,
    fields: Iterable[ReadField],
    target: Target,
    obj: Audited | None,
    said: Said,
) -> None:
    """The fields against the register's record `obj` (None: a new one), then the record as a whole."""
    current = target.current(obj) if obj else {}
    fields = tuple(fields)
    read = Read(record.label, fields)
    doubts = target.doubts(read, obj)
    rank = target.rank(record.run.kind, [field.name for field in fields])
    document = Document(title=record.run.title, date=record.run.document_date, rank=rank)
    judged = []
    asked = _asked_about_letters(record, fields, target) if obj is None else ""
    for field in fields:
        stands = current.get(field.name)
        standing = said.standing(obj, field, stands) if obj else None
        problem = target.problem(field, read, obj)
        is_same = obj is not None and (
            target.is_same(field, stands, obj)
            or (not problem and says_word_for_word(stands, field))
            or _differs_in_letters(record, field, stands)
        )
        doubt = _twice(record) if field.name in target.naming else ""
        doubt = doubt or doubts.get(field.name, "") or target.doubt(field)
        doubt = doubt or (recognised.doubt_of(record.run, field.page) if field.raw else "")
        outranked = target.outranked(field, stands, obj) if obj else ""
        verdict = judge(field, standing, document, is_same=is_same, problem=problem, doubt=doubt, outranked=outranked)
        if field.name == asked and verdict.verdict == Verdict.NEW:
            verdict = replace(verdict, verdict=Verdict.DOUBTFUL, reason=_lost_letters(), asks=LETTERS)
        if doubt and field.name in target.guessed and verdict.verdict == Verdict.DOUBTFUL and not problem:
            verdict = replace(verdict, asks=GUESS)
        judged.append(verdict if problem else _named(verdict, record.kind))
    record.fields = [field.to_json() for field in judged]
    settle(record)


def _differs_in_letters(record: ImportRecord, field: ReadField, stands: Any) -> bool:
    """Whether a text that has lost its letters says what the register says but for them; a person's own words count."""
    return record.run.lost_letters and not field.corrected and letters.same_without(stands, field.value)


def _asked_about_letters(record: ImportRecord, fields: Sequence[ReadField], target: Target) -> str:
    """The one field of a new record that is asked about, unless a person has looked at it; or empty."""
    named = next((field for field in fields if field.name in target.naming), None)
    if not record.run.lost_letters or named is None or named.corrected or named.left_out:
        return ""
    return named.name


def _lost_letters() -> str:
    return _("Texten har förlorat å, ä och ö. Rätta namnet, eller godkänn det som det är läst.")


@in_swedish
def judge_again(record: ImportRecord) -> None:
    """One record after an answer: the record of the register it is stays what it was."""
    read = Read(record.label, tuple(record.read_fields()))
    target = TARGETS[record.kind](record.run, only=[record.target_id], reads=[read])
    record.label, record.forum_id = target.label(read)[:500], target.forum_of(read)
    obj = target.by_pk.get(record.target_id) if record.target_id else None
    said = documents_said(target, [record.target_id] if record.target_id else [])
    judge_record(record, target.paired(read, obj).fields, target, obj, said)


def understood(read: Read, target: Target) -> Read:
    """The read record with the register's names at hand."""
    known = Read(read.label, tuple(target.understand(field) for field in read.fields))
    return Read(target.label(known), known.fields)


def settle(record: ImportRecord) -> None:
    """The record's verdict, question and state from its fields and candidates."""
    verdicts = {field["verdict"] for field in record.fields}
    record.question = ""
    if record.asks_what_it_is:
        record.verdict = Verdict.DOUBTFUL
        record.question = _("Är det här något som redan finns i registret?")
    elif Verdict.DOUBTFUL in verdicts:
        record.verdict = Verdict.DOUBTFUL
        record.question = " ".join(
            dict.fromkeys(field["reason"] for field in record.fields if field["verdict"] == Verdict.DOUBTFUL)
        )
    elif record.target_id is None:
        record.verdict = Verdict.NEW
    else:
        record.verdict = Verdict.SAME if verdicts <= {Verdict.SAME} else Verdict.CHANGED
    if record.state != RecordState.DROPPED:
        record.state = RecordState.PENDING if record.verdict == Verdict.DOUBTFUL else RecordState.READY


# Which record of the register


def _find_targets(run: ImportRun, target: Target, records: Sequence[ImportRecord], reads: dict[int, Read]) -> None:
    """By identity, the strictest first; then what is left may be like something that is left. A record of the
    register is one record of the document; what a person has chosen stands."""
    spelt = _spelt(run)
    index: list[defaultdict[Identity, set[int]]] = []
    for pk, obj in target.by_pk.items():
        for level, answered in enumerate(target.identities_of(obj)):
            if level == len(index):
                index.append(defaultdict(set))
            for identity in answered:
                index[level][spelt(identity)].add(pk)
    claimed = _claimed(run, target, records)
    open_records = [record for record in records if not record.is_chosen]
    open_records.sort(key=lambda record: (record.state == RecordState.DROPPED, record.position))
    for record in open_records:
        record.target_id, record.candidates = None, []
    identities = {
        record.position: [spelt(each) for each in target.identities(reads[record.position])] for record in records
    }
    for level in range(len(index)):
        _claim_level(index[level], level, open_records, identities, claimed, is_last=level == len(index) - 1)
    chosen = {record.target_id for record in records if record.is_chosen and record.target_id is not None}
    _ask(target, index, open_records, identities, reads, claimed | chosen)
    _note_twice(open_records, identities)


def _spelt(run: ImportRun) -> Callable[[Identity], Identity]:
    """Identities as they are compared: those of a text that has lost its letters without them."""
    if run.lost_letters:
        return lambda identity: tuple(letters.without(part) for part in identity)
    return lambda identity: identity


def _claimed(run: ImportRun, target: Target, records: Sequence[ImportRecord]) -> set[int]:
    """What the run's other records already are. A person may place two records on one thing."""
    for record in records:
        if record.is_chosen and record.target_id is not None and record.target_id not in target.by_pk:
            record.target_id, record.is_chosen = None, False  # it is gone: the question comes back
    others = run.records.filter(kind=records[0].kind).exclude(state__in=[RecordState.DROPPED, RecordState.UNDONE])
    taken = (
        others.exclude(pk__in=[record.pk for record in records if record.pk])
        if len(records) == 1
        else others.filter(state=RecordState.APPLIED)
    )
    return {pk for pk in taken.values_list("target_id", flat=True) if pk is not None}


def _claim_level(
    index: dict[Identity, set[int]], level: int, records: Iterable[ImportRecord], identities: Mapping[int, Sequence[Identity]], claimed: set[int],
    *, is_last: bool,
) -> None:  # fmt: skip
    waiting = [record for record in records if record.target_id is None]
    alike = Counter(identities[record.position][level] for record in waiting)
    for record in waiting:
        identity = identities[record.position][level]
        free = index.get(identity, set()) - claimed
        if len(free) == 1 and (is_last or alike[identity] == 1):
            record.target_id = free.pop()
            claimed.add(record.target_id)


def _ask(
    target: Target, index: list[defaultdict[Identity, set[int]]], records: Iterable[ImportRecord],
    identities: Mapping[int, Sequence[Identity]], reads: Mapping[int, Read], claimed: set[int],
) -> None:  # fmt: skip
    """Candidates for what is left: the same name several times in the register or the document, else similar names."""
    likeness: NameIndex | None = None
    for record in records:
        if record.target_id is not None:
            record.candidates = _labels(target, [record.target_id])
            continue
        mine = identities[record.position]
        same = index[-1].get(mine[-1], set()) if index else set()
        strict = index[0].get(mine[0], set()) if index else set()
        if (
            same - claimed or strict
        ):  # an identity that another record has taken is asked about only if all of it agrees
            record.candidates = _labels(target, sorted((same - claimed) or strict))
            continue
        if same:
            continue
        read = reads[record.position]
        alike = target.alike(read)
        if alike is None:
            likeness = likeness or _likeness(target)
            name = letters.without(record.label) if target.run.lost_letters else record.label
            alike = [pk for pk in likeness.like(name) if isinstance(pk, int)]
            alike = dict.fromkeys([*alike, *target.alike_by_facts(read, likeness.common)])
        free = [pk for pk in alike if pk not in claimed]
        record.candidates = _labels(target, [pk for pk in free if target.could_be(read, target.by_pk[pk])])


def _labels(target: Target, pks: Iterable[int]) -> list[list[Any]]:
    return [[pk, str(target.by_pk[pk])] for pk in pks]


def _likeness(target: Target) -> NameIndex:
    places = [*County.objects.values_list("name", flat=True), *Principal.objects.values_list("name", flat=True)]
    common = frozenset(word for place in places for word in _with_genitive(name_key(place).split()))
    lost = target.run.lost_letters
    if lost:
        common |= {letters.without(word) for word in common} | letters.FOLDED_GENERIC
    found = NameIndex(common=common)
    for pk, obj in target.by_pk.items():
        found.add(pk, map(letters.without, target.names_of(obj)) if lost else target.names_of(obj))
    return found


def _with_genitive(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield word
        yield word if word.endswith("s") else f"{word}s"


def _note_twice(records: Iterable[ImportRecord], identities: Mapping[int, Sequence[Identity]]) -> None:
    """A new record whose like stands earlier in the same document is marked, so that it is asked about."""
    first: dict[Identity, int] = {}
    for record in records:
        if record.target_id is None and not record.candidates:
            earlier = first.setdefault(identities[record.position][0], record.position)
            record.twice_of = earlier if earlier != record.position else None
        else:
            record.twice_of = None


def _twice(record: ImportRecord) -> str:
    if record.twice_of is None or record.is_chosen:
        return ""
    return _("Samma sak står redan i dokumentet, på post %(number)s. Är det två olika? Hoppa annars över den ena.") % {
        "number": record.twice_of
    }


# Empty cells


def _columns(reads: Iterable[Read], target: Target) -> dict[str, ReadField]:
    """The document's columns that may be emptied, by an example of each."""
    return {field.name: field for read in reads for field in read.fields if field.name in target.emptied}


def _emptied(read: Read, target: Target, obj: Audited | None, columns: dict[str, ReadField]) -> Iterator[ReadField]:
    """A cell that is empty in a column the document has, where the register has a value."""
    if obj is None:
        return
    current = target.current(obj)
    given = {field.name for field in read.fields}
    place = read.fields[0] if read.fields else None
    for name, example in columns.items():
        if name not in given and says_something(current.get(name)):
            empty: Any = [] if isinstance(example.value, list) else ""
            yield ReadField(
                name=name,
                label=example.label,
                raw="",
                value=empty,
                page=place.page if place else None,
                line=place.line if place else None,
            )


def _as_read(record: ImportRecord, kind: type[Target]) -> Iterator[ReadField]:
    """The record's fields as the document gives them, with what people have answered; empty cells are found anew."""
    for field in record.read_fields():
        if field.raw or not is_empty(field.value) or field.corrected or field.keep or field.name in kind.required:
            yield field


def _named(field: ReadField, kind: str) -> ReadField:
    """A name that differs from the register's does not replace it."""
    if (
        field.name == "name"
        and kind in (RecordKind.AGREEMENT, RecordKind.FORUM)
        and field.verdict in (Verdict.CHANGED, Verdict.DOUBTFUL)
        and field.current
    ):
        reason = _("Registret kallar det ”%(name)s”. Namnet läggs till bland andra namn.") % {"name": field.current}
        return replace(field, verdict=Verdict.CHANGED, reason=reason, asks="")
    return field
