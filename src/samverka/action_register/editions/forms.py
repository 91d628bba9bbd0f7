"""What people fill in about an edition: what it is, whom to ask, what was said, what the meeting did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.action_register.editions.choices import EditionOutcomeChoice, VerdictChoice
from samverka.action_register.editions.operations import LIVE, SENT
from samverka.action_register.editions.states import EditionOutcome, Verdict
from samverka.action_register.models import ActionRegister, AskedForum, Edition, EditionComment
from samverka.action_register.models.editions import TEXT_LIMIT
from samverka.forums.models import Forum
from samverka.foundation.dates.forms import SwedishDateField
from samverka.foundation.dates.words import day_in_words
from samverka.meetings.models import Meeting
from samverka.meetings.queries.joined import forum_parts
from samverka.meetings.states import MeetingState

Data = Mapping[str, Any] | None


def meetings_of(register: ActionRegister) -> QuerySet[Meeting]:
    """The meetings of the register's forum, the newest first."""
    found = Meeting.objects.filter(forum_parts__forum=register.forum_id)
    return found.prefetch_related(Prefetch("forum_parts", forum_parts())).order_by("-starts_on", "-pk")


def _meetings(form: forms.Form, register: ActionRegister) -> None:
    field = form.fields["meeting"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = meetings_of(register)


class NewEditionForm(forms.Form):
    title = forms.CharField(
        label=_("Benämning"),
        max_length=200,
        required=False,
        help_text=_("Till exempel ”Balanslista april 2024”. Tomt ger Utgåva och nästa nummer."),
    )
    day = SwedishDateField(
        label=_("Listans dag"), help_text=_("Rader som avslutas efter den dagen står som pågående i utgåvan.")
    )
    meeting = forms.ModelChoiceField(
        label=_("Möte"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("Inget möte än"),
        help_text=_("Mötet som ska behandla listan, om det är inlagt."),
    )

    def __init__(self, data: Data = None, *, register: ActionRegister, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        _meetings(self, register)


class EditionForm(NewEditionForm):
    comments_until = SwedishDateField(label=_("Synpunkter senast"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, data: Data = None, *, edition: Edition) -> None:
        names = ("title", "day", "meeting", "comments_until", "version")
        super().__init__(data, register=edition.register, initial={name: getattr(edition, name) for name in names})
        self.fields["title"].required = True
        self.fields["title"].help_text = ""
        if not edition.is_out:
            del self.fields["comments_until"]


class SendForm(forms.Form):
    """Whom to ask, and until when. `seen` is the fingerprint of the list that the page showed."""

    forums = forms.ModelMultipleChoiceField(
        label=_("Fråga"),
        queryset=Forum.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Först står de som bereder åt listans forum. För ett forum där ingen har konto inför du svaret."),
        error_messages={"required": _("Välj minst ett forum att fråga.")},
    )
    comments_until = SwedishDateField(label=_("Synpunkter senast"))
    day = SwedishDateField(label=_("Listans dag"))
    message = forms.CharField(
        label=_("Meddelande till forumen"),
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, data: Data = None, *, edition: Edition, forums: Sequence[Forum], chosen: Iterable[int], seen: str
    ) -> None:
        names = ("comments_until", "day", "version")
        given = {name: getattr(edition, name) for name in names}
        super().__init__(data, initial=given | {"forums": list(chosen), "seen": seen})
        field = self.fields["forums"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Forum.objects.filter(pk__in=[forum.pk for forum in forums])
        field.choices = [(forum.pk, forum.label) for forum in forums]


def _outcome() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Vad mötet gjorde"),
        choices=EditionOutcomeChoice.choices,
        coerce=EditionOutcome,
        widget=forms.RadioSelect,
        help_text=_("Det forumet beslutade om listan. Huvudmännens egna beslut fattas för sig."),
    )


def _section() -> forms.CharField:
    return forms.CharField(
        label=_("Paragraf"),
        max_length=100,
        required=False,
        help_text=_("Till exempel § 26. Den kan anges senare, när protokollet är infört."),
    )


class TakeForm(forms.Form):
    meeting = forms.ModelChoiceField(
        label=_("Möte"),
        queryset=Meeting.objects.none(),
        empty_label=_("Välj"),
        help_text=_("Möten som har hållits. Ett möte som återstår eller är inställt går inte att välja."),
        error_messages={
            "invalid_choice": _(
                "Mötet har inte hållits, eller hör till ett annat forum. Välj ett möte som har hållits."
            )
        },
    )
    outcome = _outcome()
    basis = forms.ChoiceField(label=_("Vilken lista mötet behandlade"), widget=forms.RadioSelect, initial=LIVE)
    paragraph_text = _section()
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, data: Data = None, *, edition: Edition, sent_on: dt.date | None, seen: str, on: dt.date) -> None:
        initial = {"meeting": edition.meeting_id, "basis": LIVE, "seen": seen, "version": edition.version}
        super().__init__(data, initial=initial)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meetings_of(edition.register).filter(starts_on__lte=on).exclude(state=MeetingState.CANCELLED)
        choices: list[tuple[str, Any]] = [(LIVE, _("Listan som den är nu"))]
        if sent_on:
            choices.append((SENT, _("Listan som den skickades ut %(day)s") % {"day": day_in_words(sent_on)}))
        self.fields["basis"].choices = choices  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    outcome = _outcome()
    paragraph_text = _section()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, data: Data = None, *, edition: Edition) -> None:
        names = ("outcome", "paragraph_text", "version")
        super().__init__(data, initial={name: getattr(edition, name) for name in names})


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför dras utgåvan tillbaka?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CommentForm(forms.Form):
    """`asked`: the forums that the user may speak for."""

    sources: ClassVar[dict[str, str]] = {"text": "tryckfrihetsförordningen 2 kap. 9 och 10 §§"}

    asked = forms.TypedChoiceField(label=_("Forum"), coerce=int)
    text = forms.CharField(
        label=_("Synpunkt"), max_length=TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("När synpunkten lämnas kan den bli en allmän handling hos den som frågar."),
    )  # fmt: skip

    def __init__(self, data: Data = None, *, asked: Sequence[AskedForum]) -> None:
        super().__init__(data, initial={"asked": asked[0].pk if asked else None})
        self.fields["asked"].choices = [(each.pk, each.forum.label) for each in asked]  # type: ignore[attr-defined]
        if len(asked) == 1:
            self.fields["asked"].widget = forms.HiddenInput()


class ReplyForm(forms.Form):
    verdict = forms.TypedChoiceField(
        label=_("Vad blir det av synpunkten?"),
        choices=[choice for choice in VerdictChoice.choices if choice[0] != Verdict.OPEN],
        coerce=Verdict,
        widget=forms.RadioSelect,
    )
    reply = forms.CharField(
        label=_("Svar till forumet"), max_length=TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, data: Data = None, *, remark: EditionComment) -> None:
        given = {"verdict": remark.state, "reply": remark.reply} if remark.reply else {}
        super().__init__(data, initial=given | {"version": remark.version})
