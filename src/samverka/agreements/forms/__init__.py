"""Input in: what an agreement says, how its validity is read, what has happened, its files."""

from samverka.agreements.forms.agreement import AgreementForm
from samverka.agreements.forms.documents import DocumentForm, FileForm, VersionForm
from samverka.agreements.forms.events import EventForm, RemoveEventForm
from samverka.agreements.forms.mentions import MentionsForm
from samverka.agreements.forms.reading import ReadingForms

__all__ = [
    "AgreementForm", "DocumentForm", "EventForm", "FileForm", "MentionsForm", "ReadingForms", "RemoveEventForm", "VersionForm",
]  # fmt: skip
