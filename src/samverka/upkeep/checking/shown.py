"""What the checks found, as text and as JSON, and the exit code."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from samverka.upkeep.checking.findings import Finding, State

_MARKS = {State.GOOD: "Rätt", State.NOTE: "–", State.WARNING: "Obs", State.ERROR: "FEL"}


def line(finding: Finding) -> str:
    text = f"{_MARKS[finding.state]:<5}{finding.title}: {finding.says}"
    return f"{text}\n     → {finding.do}" if finding.do else text


def closing(findings: Iterable[Finding]) -> str:
    states = [finding.state for finding in findings]
    wrong, doubtful = states.count(State.ERROR), states.count(State.WARNING)
    if not wrong and not doubtful:
        return "Allt är som det ska."
    return f"{wrong} fel, {doubtful} att se över."


def exit_code(findings: Iterable[Finding], *, strict: bool) -> int:
    """1 for an error; `strict` counts warnings too."""
    bad = {State.ERROR, State.WARNING} if strict else {State.ERROR}
    return int(any(finding.state in bad for finding in findings))


def as_json(findings: Iterable[Finding]) -> str:
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False)
