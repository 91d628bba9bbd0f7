"""The shape every kind of record has, for reconciliation, review, apply and undo."""

from __future__ import annotations

import datetime as dt
import difflib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from samverka.forums.models import Forum
from samverka.forums.names import ForumNames
from samverka.forums.queries import forum_names
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.foundation.dates import PartialDate
from samverka.imports.fields import ReadField
from samverka.imports.judging import same_words
from samverka.imports.likeness import SPELT_ALIKE, name_key
from samverka.imports.models import ImportRun
from samverka.imports.records import Extraction, Found
from samverka.imports.spelling import folded_names, known_forum
from samverka.principals.names import PrincipalNames
from samverka.principals.queries import principal_matcher

Identity = tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """A record as read, before it is held against the register."""

    label: str
    fields: tuple[ReadField, ...]

    def value(self, name: str) -> Any:
        return next((field.value for field in self.fields if field.name == name), None)


class Target(ABC):
    """One kind of record. An instance serves one run: it loads what it needs of the register once."""

    model: ClassVar[type[Audited]]
    owned: ClassVar[frozenset[str]] = frozenset()
    """Relations of the model that belong to the record itself and go with it."""
    multiline: ClassVar[frozenset[str]] = frozenset()
    """Fields a reviewer corrects in a larger box; list fields hold one entry a line."""
    choices: ClassVar[Mapping[str, Any]] = {}
    """Fields that take one of some values: the Django choices, or what gives them, by field."""
    longest: ClassVar[Mapping[str, int]] = {}
    """How many signs the register takes, by field; each entry of a list counts for itself."""
    emptied: ClassVar[frozenset[str]] = frozenset()
    """Columns where an empty cell says something: what stood there is to go."""
    adds: ClassVar[frozenset[str]] = frozenset()
    """Fields whose value is added to what stands, and never replaces it."""
    expected: ClassVar[Mapping[str, Any]] = {}
    """Fields whose absence is told on the review page: name and label."""
    naming: ClassVar[frozenset[str]] = frozenset({"name", "subject"})
    """Fields that decide which record it is."""
    guessed: ClassVar[frozenset[str]] = frozenset()
    """Fields whose doubt is that the reading is a guess, which may be right for the whole document."""
    attaches: ClassVar[bool] = False
    """Whether the document becomes the record's own (`attach`)."""
    page: ClassVar[str] = ""
    """The name of the page of a record, if it is not the area's `detail`."""
    required: ClassVar[frozenset[str]] = frozenset()
    """Fields that stand on the record also when the document does not give them, so that a reviewer can."""

    def __init__(
        self, run: ImportRun, only: Iterable[int | None] | None = None, reads: Iterable[Read] | None = None
    ) -> None:
        """Loads what the run's records (`reads`) may be; with `only`, just these."""
        self.run = run
        self.reads = list(reads or ())
        self.only = only
        self.written: set[int] = set()
        """What the run's earlier records have changed: what was loaded of these no longer stands."""
        self.names: ForumNames = forum_names()
        self.principals: PrincipalNames = principal_matcher()
        found = self.load()
        self.by_pk: dict[int, Audited] = {
            obj.pk: obj for obj in (found if only is None else found.filter(pk__in=[pk for pk in only if pk]))
        }

    @classmethod
    def choices_of(cls, name: str) -> Sequence[tuple[str, Any]]:
        """The choices of a field, or none."""
        given = cls.choices.get(name, ())
        return list(given() if callable(given) else given)

    @classmethod
    @abstractmethod
    def read(cls, extraction: Extraction) -> Iterable[Read]:
        """The records of this kind in the document."""

    @abstractmethod
    def load(self) -> models.QuerySet[Any]:
        """Everything of this kind in the register that the run's records may be."""

    def understand(self, field: ReadField) -> ReadField:
        """The field as it is understood with the register's names at hand; what the document says stays in `raw`."""
        return field

    def label(self, read: Read) -> str:
        """What the record is called."""
        return read.label

    def paired(self, read: Read, obj: Audited | None) -> Read:
        """The read fields under the names the register's record `obj` has for them."""
        return read

    def forum_of(self, read: Read) -> int | None:
        """The key of the forum whose secretary may bring it in, where that follows from the record itself."""
        return None

    @abstractmethod
    def current(self, obj: Audited) -> Mapping[str, Any]:
        """The register's value of each field, as JSON values."""

    @abstractmethod
    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        """Creates (`target` None) or changes through the area's operations; `values` holds the fields that were read."""

    def create(self, actor: User, values: Sequence[Mapping[str, Any]]) -> list[Audited]:
        """Creates several, in order."""
        return [self.apply(actor, None, each) for each in values]

    def attach(self, actor: User, obj: Audited) -> bool:
        """Adds the document to the record's own; gives whether it was not there. `restore` takes it away again."""
        return False

    @abstractmethod
    def snapshot(self, obj: Audited) -> dict[str, Any]:
        """All that `restore` needs, as JSON values."""

    def left_as(self, objs: Sequence[Audited]) -> dict[int, str]:
        """What each record looks like now, by key, where its version alone does not tell that it has been changed since."""
        return {}

    @abstractmethod
    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        """Puts back `snapshot`."""

    @abstractmethod
    def remove(self, actor: User | None, obj: Audited) -> None:
        """Removes what the run made. Raises `ProtectedError` or `Refused` if others refer to it."""

    def make_room(self, actor: User, values: Mapping[str, Any]) -> Iterable[Audited]:
        """Makes what a record needs beside itself and gives what was made, so that undo can take it back too."""
        return ()

    def names_of(self, obj: Audited) -> Sequence[str]:
        """Every name a record of the register goes under."""
        return [str(obj)]

    def identities(self, read: Read) -> Sequence[Identity]:
        """What tells a read record from others, the strictest first: equal identities are the same thing."""
        return [(name_key(read.label),)]

    def identities_of(self, obj: Audited) -> Sequence[Iterable[Identity]]:
        """The same for a record of the register: for each strictness every identity it answers to."""
        return [[(name_key(name),) for name in self.names_of(obj)]]

    def could_be(self, read: Read, obj: Audited) -> bool:
        """Whether a record with a similar name may be the same at all."""
        return True

    def alike(self, read: Read) -> Iterable[int] | None:
        """Keys of what the record may be; None: whatever has a similar name."""
        return None

    def alike_by_facts(self, read: Read, common: frozenset[str]) -> Iterable[int]:
        """Keys of what the record may be by what is known beside its name. `common`: words of places, which tell nothing."""
        return ()

    def says(self, stands: Any, value: Any) -> bool:
        """Whether what stands is what an earlier document said."""
        return same_words(value, stands)

    def rank(self, run_kind: str, fields: Sequence[str]) -> int:
        """What a document of this kind that gives these fields counts for beside others; 0 where their dates tell."""
        return 0

    def gone(self, read: Read, obj: Audited | None) -> Iterable[ReadField]:
        """What stands in the register and the document, which lists all of its kind, does not have: an empty field each."""
        return ()

    def changed_at(self, name: str, obj: Audited) -> dt.datetime:
        """When somebody last wrote in the field, as far as that is known."""
        return obj.changed_at

    def has_been_there(self, field: ReadField, said: Any) -> bool:
        """Whether `said`, of an earlier document, is the part that the field tells of: where it is gone, somebody took
        it away."""
        return False

    def outranked(self, field: ReadField, stands: Any, obj: Audited) -> str:
        """Why the register's value stands although the document says something else, in Swedish, or empty."""
        return ""

    def is_same(self, field: ReadField, stands: Any, obj: Audited) -> bool:
        """Whether the register says what the field says."""
        return same_words(stands, field.value)

    def doubts(self, read: Read, obj: Audited | None) -> Mapping[str, str]:
        """Doubts about fields that follow from the record as a whole, by field."""
        return {}

    def doubt(self, field: ReadField) -> str:
        """Why the reading of the field should be looked at, in Swedish, or empty."""
        return ""

    def problem(self, field: ReadField, read: Read, obj: Audited | None) -> str:
        """Why the value cannot be stored at all, in Swedish, or empty."""
        texts = field.value if isinstance(field.value, list) else [field.value]
        most = self.longest.get(field.name)
        if most and any(len(text) > most for text in texts if isinstance(text, str)):
            return _(
                "Texten är längre än %(most)s tecken, som är det mesta som ryms. Korta den, eller hoppa över posten."
            ) % {"most": most}
        if field.name in self.choices and field.value not in dict(self.choices_of(field.name)):
            return _("Välj ett av de värden som finns.")
        return ""

    def unknown_forums(self, printed: Iterable[str]) -> str:
        """A sentence on the forums nobody has told of, with what may be meant; empty if all are known."""
        unknown = list(dict.fromkeys(name for name in printed if self.names.resolve(name) is None))
        if not unknown:
            return ""
        said = _("Inget känt forum heter ”%(name)s”.") % {"name": "”, ”".join(unknown)}
        meant = list(dict.fromkeys(label for name in unknown if (label := self._meant(name))))
        asked = _("Menas %(name)s?") % {"name": _(" och ").join(meant)} if meant else ""
        return " ".join(
            part for part in (said, asked, _("Rätta namnet, eller låt det stå som det är skrivet.")) if part
        )

    def _meant(self, name: str) -> str:
        """The known forum whose name is spelt most like this one, or empty."""
        if not hasattr(self, "_spellings"):
            forums = Forum.objects.prefetch_related("aliases")
            self._spellings = {name_key(each): forum.label for forum in forums for each in forum.names}
        found = difflib.get_close_matches(name_key(name), self._spellings, n=1, cutoff=SPELT_ALIKE)
        return self._spellings[found[0]] if found else ""

    def known_forum(self, name: str) -> str | None:
        """The key of the forum that is meant, also where a scan has lost the dots of its letters."""
        if not hasattr(self, "_folded"):
            self._folded = folded_names(self.names)
        return known_forum(name, self.names, self._folded)

    def same_forums(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether two lists of printed forum names mean the same forums in the same order."""
        return [self.names.resolve(name) or name_key(name) for name in one] == [
            self.names.resolve(name) or name_key(name) for name in other
        ]


def text_field(name: str, label: object, found: Found[Any] | None) -> Iterable[ReadField]:
    """One field of a single value, if the document gives it."""
    if found is None or found.value in ("", None):
        return
    value = found.value if isinstance(found.value, int) else str(found.value)
    yield ReadField(
        name=name,
        label=str(label),
        raw=found.raw,
        value=value,
        page=found.place.page,
        line=found.place.line,
        column=found.place.column,
        note=found.note,
    )


def date_field(name: str, label: str, found: Found[PartialDate] | None) -> Iterable[ReadField]:
    """One field of a date as exact as it is, if the document gives it."""
    if found is not None:
        yield ReadField(
            name=name, label=label, raw=found.raw, value=found.value.to_json(), page=found.place.page,
            line=found.place.line, column=found.place.column, note=found.note,
        )  # fmt: skip


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
