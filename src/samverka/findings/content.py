"""A finding as plain data: what checks and imports hand to operations."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from samverka.findings.states import FindingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SideContent:
    """One of the things that stand against each other: `statement` word for word, `record` what says so (its label such
    as `agreements.agreement` and its key), `field` of it; `version` is the key of the document version with the place."""

    statement: str
    where: str = ""
    record: tuple[str, int] | None = None
    field: str = ""
    version: int | None = None
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingContent:
    """`summary` is a Swedish sentence: what does not agree. `suggestion`: what is probably right, or empty. `identity`:
    what tells the finding from others when its sides may come and go, such as a name that stands in more and more rows."""

    kind: FindingKind
    summary: str
    sides: tuple[SideContent, ...]
    suggestion: str = ""
    identity: str = ""

    def fingerprint(self) -> str:
        """The same finding again has the same fingerprint: kind, and what the sides say of which records; not where on a
        page, nor how the sentence is worded."""
        if self.identity:
            return hashlib.sha256(f"{self.kind.value} {self.identity}".encode()).hexdigest()
        said = sorted([side.statement, list(side.record or ()), side.field] for side in self.sides)
        return hashlib.sha256(json.dumps([self.kind.value, said], ensure_ascii=False).encode()).hexdigest()
