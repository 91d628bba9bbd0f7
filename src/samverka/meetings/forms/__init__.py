"""What people fill in: a meeting, a paragraph with its points, an item, which matter it belongs to."""

from samverka.meetings.forms.meeting import MeetingForm
from samverka.meetings.forms.parts import AgendaItemForm, MatterForm, ParagraphForm, PointForm, PointForms

__all__ = ["AgendaItemForm", "MatterForm", "MeetingForm", "ParagraphForm", "PointForm", "PointForms"]
