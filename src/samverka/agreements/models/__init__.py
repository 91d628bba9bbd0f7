"""The register of agreements, in tables.

`agreement`  the agreement itself, its names, forums, documents, events and where it is mentioned
`parts`      what hangs on it in forms of their own: versions of its text, cost shares, the signed original, where it is published
`reminders`  ladders of reminders, and what has been taken care of
"""

from samverka.agreements.models.agreement import (
    Agreement,
    AgreementAlias,
    AgreementDocument,
    AgreementEnd,
    AgreementEvent,
    AgreementForum,
    AgreementGap,
    ParagraphMention,
)
from samverka.agreements.models.parts import CostShare, CostSharing, Publication, SignedOriginal, Signing, TextVersion
from samverka.agreements.models.reminders import ReminderAcknowledgement, ReminderLadder

__all__ = [
    "Agreement", "AgreementAlias", "AgreementDocument", "AgreementEnd", "AgreementEvent", "AgreementForum", "AgreementGap", "CostShare",
    "CostSharing", "ParagraphMention", "Publication", "ReminderAcknowledgement", "ReminderLadder", "SignedOriginal", "Signing", "TextVersion",
]  # fmt: skip
