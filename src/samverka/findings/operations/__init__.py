"""Findings written, and all that follows the log.

`settling`   recorded, checked by a person, taken back
`following`  links and findings kept in step with the register
"""

from samverka.findings.operations.following import follow_log
from samverka.findings.operations.settling import (
    check_finding,
    record_finding,
    record_findings,
    remove_finding,
    reopen_finding,
    settle_findings,
)

__all__ = [
    "check_finding", "follow_log", "record_finding", "record_findings", "remove_finding", "reopen_finding", "settle_findings",
]  # fmt: skip
