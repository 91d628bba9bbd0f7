"""Input in: what an agreement says, how its validity is read, what has happened, its files."""

from samverka.agreements.forms.agreement import AgreementForm
from samverka.agreements.forms.costs import SharingForms
from samverka.agreements.forms.documents import DocumentForm, FileForm, VersionForm
from samverka.agreements.forms.events import EventForm, RemoveEventForm
from samverka.agreements.forms.mentions import MentionsForm
from samverka.agreements.forms.parts import ParentForm
from samverka.agreements.forms.reading import ReadingForms
from samverka.agreements.forms.reminders import AcknowledgeForm, LadderForm
from samverka.agreements.forms.signing import OriginalForm, PublicationForm

__all__ = [
    "AcknowledgeForm", "AgreementForm", "DocumentForm", "EventForm", "FileForm", "LadderForm", "MentionsForm", "OriginalForm", "ParentForm",
    "PublicationForm", "ReadingForms", "RemoveEventForm", "SharingForms", "VersionForm",
]  # fmt: skip
