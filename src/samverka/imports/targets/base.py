"""The shape every kind of record has, for reconciliation, review, apply and undo."""

from __future__ import annotations

import difflib
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.foundation.ordering import swedish_key
from samverka.imports.fields import ReadField
from samverka.imports.models import ImportRun
from samverka.imports.records import Extraction, Found

LIKELY = 0.82  # names this alike may be the same thing: a person is asked
MAX_CANDIDATES = 4


@dataclass(frozen=True)
class Read:
    """A record as read, before it is held against the register."""

    label: str
    fields: tuple[ReadField, ...]
    question: str = ""

    def value(self, name: str) -> Any:
        return next((field.value for field in self.fields if field.name == name), None)


@dataclass(frozen=True)
class Match:
    """What in the register a record is: `target`, or `candidates` that a person must choose among, or nothing."""

    target: Audited | None = None
    candidates: tuple[Audited, ...] = ()


class Target(ABC):
    """One kind of record. An instance serves one run: it loads what it needs of the register once."""

    model: ClassVar[type[Audited]]
    owned: ClassVar[frozenset[str]] = frozenset()
    """Relations of the model that belong to the record itself and go with it."""
    multiline: ClassVar[frozenset[str]] = frozenset()
    """Fields a reviewer corrects in a larger box; list fields hold one entry a line."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.by_pk: dict[int, Audited] = {}
        self.keys: dict[str, set[int]] = {}

    @classmethod
    @abstractmethod
    def read(cls, extraction: Extraction) -> Iterable[Read]:
        """The records of this kind in the document."""

    @abstractmethod
    def load(self) -> Iterable[tuple[Audited, Sequence[str]]]:
        """Everything of this kind in the register that the run's records may be, each with its names."""

    @abstractmethod
    def current(self, obj: Audited) -> Mapping[str, Any]:
        """The register's value of each field, as JSON values."""

    @abstractmethod
    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        """Creates (`target` None) or changes through the area's operations; `values` holds the fields that were read."""

    @abstractmethod
    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        """Puts back `snapshot`."""

    @abstractmethod
    def snapshot(self, obj: Audited) -> dict[str, Any]:
        """All that `restore` needs."""

    @abstractmethod
    def remove(self, actor: User | None, obj: Audited) -> None:
        """Removes what the run made. Raises `ProtectedError` if others refer to it."""

    def make_room(self, actor: User, values: Mapping[str, Any]) -> Iterable[Audited]:
        """Makes what a new record needs beside itself and gives what was made, so that undo can take it back too."""
        return ()

    def check(self, field: ReadField) -> str:
        """Why the field itself is doubtful, in Swedish, or empty."""
        return ""

    def prepare(self) -> None:
        for obj, names in self.load():
            self.remember(obj, names)

    def remember(self, obj: Audited, names: Sequence[str]) -> None:
        self.by_pk[obj.pk] = obj
        for name in names:
            self.keys.setdefault(swedish_key(name), set()).add(obj.pk)

    def match(self, record: Read) -> Match:
        """By name or alias: the same name is the same thing; a similar one is a question."""
        exact = self.keys.get(swedish_key(record.label), set())
        if len(exact) == 1:
            return Match(target=self.by_pk[next(iter(exact))])
        if exact:
            return Match(candidates=tuple(self.by_pk[pk] for pk in sorted(exact)))
        return Match(candidates=self._similar(record.label))

    def _similar(self, label: str) -> tuple[Audited, ...]:
        mine, words = swedish_key(label), core_words(label)
        best: dict[int, float] = {}
        for key, pks in self.keys.items():
            for pk in pks:
                score = max(_ratio(mine, key), _overlap(words, self._words(pk)))
                best[pk] = max(best.get(pk, 0.0), score)
        likely = sorted(((score, pk) for pk, score in best.items() if score >= LIKELY), reverse=True)
        return tuple(self.by_pk[pk] for _score, pk in likely[:MAX_CANDIDATES])

    def _words(self, pk: int) -> frozenset[str]:
        cache: dict[int, frozenset[str]] = self.__dict__.setdefault("_core_words", {})
        if pk not in cache:
            cache[pk] = core_words(str(self.by_pk[pk]))
        return cache[pk]


# Words that many names share and that therefore do not tell one from another.
_COMMON = frozenset(
    [
        "avtal",
        "avtalet",
        "samverkansavtal",
        "överenskommelse",
        "överenskommelsen",
        "länsöverenskommelse",
        "riktlinje",
        "riktlinjer",
        "rutin",
        "rutiner",
        "handlingsplan",
        "plan",
        "gemensam",
        "gemensamma",
        "regional",
        "regionala",
        "länsgemensam",
        "länsgemensamma",
        "länsövergripande",
        "tillfällig",
        "samverkan",
        "samarbete",
        "mellan",
        "region",
        "regionen",
        "jämtland",
        "jämtlands",
        "härjedalen",
        "län",
        "läns",
        "länet",
        "länets",
        "kommun",
        "kommuner",
        "kommunerna",
        "och",
        "i",
        "om",
        "för",
        "av",
        "vid",
        "med",
        "till",
        "på",
        "det",
        "den",
        "ett",
        "en",
        "gällande",
        "kring",
        "samt",
        "mot",
        "inom",
        "från",
    ]
)


def core_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    words = re.findall(r"[^\W\d_]{3,}", name.casefold())
    return frozenset(word for word in words if word not in _COMMON)


def _overlap(mine: frozenset[str], other: frozenset[str]) -> float:
    """1 when one name's telling words are all in the other's and are more than half of them; else their share."""
    shared = len(mine & other)
    if not shared:
        return 0.0
    return shared / min(len(mine), len(other)) if 2 * shared > max(len(mine), len(other)) else 0.0


def _ratio(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > 0.4 * max(len(one), len(other), 1):
        return 0.0
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKELY else 0.0


def text_field(name: str, label: object, found: Found[Any] | None) -> Iterable[ReadField]:
    """One field of a single value, if the document gives it."""
    if found is None or found.value in ("", None):
        return
    value = found.value if isinstance(found.value, int | str) else str(found.value)
    yield ReadField(
        name=name,
        label=str(label),
        raw=found.raw,
        value=value,
        page=found.place.page,
        line=found.place.line,
        note=found.note,
    )


def list_field(name: str, label: object, found: Sequence[Found[str]]) -> Iterable[ReadField]:
    """One field of several values, if the document gives any."""
    if not found:
        return
    raw = "\n".join(dict.fromkeys(one.raw for one in found))
    notes = " ".join(dict.fromkeys(one.note for one in found if one.note))
    place = found[0].place
    yield ReadField(
        name=name,
        label=str(label),
        raw=raw,
        value=[one.value for one in found],
        page=place.page,
        line=place.line,
        note=notes,
    )


def is_owned(target: type[Target], relation: models.ForeignObjectRel) -> bool:
    return relation.get_accessor_name() in target.owned
