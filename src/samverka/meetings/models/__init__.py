"""The tables of the area: meetings and who was there (`meeting`), what was taken up and decided (`record`)."""

from samverka.meetings.models.meeting import (
    TEXT_LIMIT,
    Attendance,
    Attester,
    Meeting,
    MeetingDocument,
    MeetingForum,
    MeetingTerms,
    joint_label,
)
from samverka.meetings.models.record import AgendaItem, DecisionBasis, DecisionPoint, MinuteParagraph, Presenter

__all__ = [
    "TEXT_LIMIT",
    "AgendaItem",
    "Attendance",
    "Attester",
    "DecisionBasis",
    "DecisionPoint",
    "Meeting",
    "MeetingDocument",
    "MeetingForum",
    "MeetingTerms",
    "MinuteParagraph",
    "Presenter",
    "joint_label",
]
