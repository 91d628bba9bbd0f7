"""Input in: what an agreement says, how its validity is read, what has happened, its files."""

from samverka.agreements.forms.agreement import AgreementForm
from samverka.agreements.forms.documents import DocumentForm, FileForm, VersionForm
from samverka.agreements.forms.events import EventForm, RemoveEventForm
from samverka.agreements.forms.mentions import MentionsForm
from samverka.agreements.forms.reading import ReadingForms
from samverka.agreements.forms.reminders import AcknowledgeForm, LadderForm

__all__ = [
    "AcknowledgeForm", "AgreementForm", "DocumentForm", "EventForm", "FileForm", "LadderForm", "MentionsForm", "ReadingForms", "RemoveEventForm", "VersionForm",
]  # fmt: skip
