"""A paragraph with its points, an item of the agenda, and which matter something belongs to."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samverka.matters.models import Matter
from samverka.matters.queries import by_record_number
from samverka.matters.rules import parse_reference
from samverka.meetings.choices import ItemKindChoice, PointKindChoice
from samverka.meetings.content import AgendaItemContent, ParagraphContent, PointContent
from samverka.meetings.forms.fields import LinesField, RecordForm, text
from samverka.meetings.models import TEXT_LIMIT, AgendaItem, Meeting, MinuteParagraph

ITEM_KINDS = [("", _("Ej angivet")), *ItemKindChoice.choices]
EXTRA_POINTS = 2


class ParagraphForm(RecordForm):
    number = forms.IntegerField(
        label=_("§"),
        required=False,
        min_value=1,
        max_value=99_999,
        help_text=_("Tomt för minnesanteckningar utan paragrafer."),
    )
    title = forms.CharField(label=_("Rubrik"), max_length=500)
    item_kind = forms.ChoiceField(label=_("Slags ärende"), required=False, choices=ITEM_KINDS)
    presenters = LinesField(label=_("Föredragande"), rows=2, longest=300, help_text=_("En på varje rad."))
    summary = text(_("Sammanfattning"), rows=6)
    proposal = text(_("Förslag till beslut"))
    decision = text(_("Beslut"), help_text=_("Hela beslutet, ordagrant. Beslutspunkterna anges var för sig nedanför."))
    basis = LinesField(label=_("Beslutsunderlag"), rows=2, help_text=_("Ett på varje rad."))
    record_number = forms.CharField(label=_("Diarienummer, ordagrant"), required=False, max_length=200)
    status = forms.CharField(
        label=_("Vad som står om justering under paragrafen"),
        required=False,
        max_length=200,
        help_text=_("Till exempel: Paragrafen är justerad."),
    )
    is_immediate = forms.BooleanField(label=_("Omedelbart justerad"), required=False)

    PLAIN = (
        "number", "title", "item_kind", "presenters", "summary", "proposal", "decision", "basis", "record_number", "status", "is_immediate",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, stands: ParagraphContent | None = None, version: int | None = None) -> None:
        self.stands = stands
        initial = {name: getattr(stands, name) for name in self.PLAIN} | {"version": version} if stands else None
        super().__init__(data, initial=initial)

    def content(self, points: tuple[PointContent, ...]) -> ParagraphContent:
        said = {name: self.cleaned_data[name] for name in self.PLAIN}
        return ParagraphContent(**said, points=points, remarks=self.stands.remarks if self.stands else ())


class PointForm(forms.Form):
    text = forms.CharField(
        label=_("Beslutspunkt"), required=False, max_length=TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 3})
    )
    kind = forms.ChoiceField(
        label=_("Slags beslut"), required=False, choices=PointKindChoice.choices, initial=PointKindChoice.OTHER
    )
    addressee = forms.CharField(label=_("Riktat till"), required=False, max_length=500)


class PointFormSet(forms.BaseFormSet[PointForm]):
    def content(self) -> tuple[PointContent, ...]:
        """Points are numbered as they stand; one whose text has been emptied is gone, and the numbers of the others stay
        as they are, since what follows from a decision points to its number."""
        said = [
            (number, form.cleaned_data) for number, form in enumerate(self.forms, 1) if form.cleaned_data.get("text")
        ]
        given: list[int] = [each["number"] for each in self.initial or []]
        return tuple(
            PointContent(
                number=given[number - 1] if number <= len(given) else max([*given, 0]) + number - len(given),
                text=each["text"],
                kind=each["kind"] or PointKindChoice.OTHER.value,
                addressee=each["addressee"],
            )
            for number, each in said
        )


PointForms = cast(
    "type[PointFormSet]", forms.formset_factory(PointForm, formset=PointFormSet, extra=EXTRA_POINTS, max_num=100)
)


class AgendaItemForm(RecordForm):
    number = forms.IntegerField(label=_("Punkt"), required=False, min_value=1, max_value=99_999)
    title = forms.CharField(label=_("Rubrik"), max_length=500)
    heading = forms.CharField(
        label=_("Under rubriken"), required=False, max_length=200, help_text=_("Till exempel: Beslutsärenden.")
    )
    time = forms.TimeField(label=_("Kl."), required=False, input_formats=["%H:%M", "%H.%M"])
    minutes = forms.IntegerField(label=_("Minuter"), required=False, min_value=0, max_value=10_000)
    item_kind = forms.ChoiceField(label=_("Slags ärende"), required=False, choices=ITEM_KINDS)
    presenters = LinesField(label=_("Föredragande"), rows=2, longest=300, help_text=_("En på varje rad."))
    summary = text(_("Sammanfattning"))
    proposal = text(_("Förslag till beslut"))
    basis = LinesField(label=_("Handlingar"), rows=2, help_text=_("En på varje rad."))
    record_number = forms.CharField(label=_("Diarienummer, ordagrant"), required=False, max_length=200)
    is_break = forms.BooleanField(label=_("Det är en paus"), required=False)
    paragraph = forms.ModelChoiceField(
        MinuteParagraph.objects.none(),
        label=_("Blev"),
        required=False,
        empty_label=_("Ingen paragraf"),
        help_text=_("Samverka föreslår efter rubriken. Det du sparar här gäller."),
    )

    PLAIN = (
        "number", "title", "heading", "time", "minutes", "item_kind", "presenters", "summary", "proposal", "basis", "record_number", "is_break",
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        meeting: Meeting | None = None,
        item: AgendaItem | None = None,
        stands: AgendaItemContent | None = None,
    ) -> None:
        """Without a `meeting` (an item that is not stored yet) nothing is said of what it became."""
        initial: dict[str, Any] = {name: getattr(stands, name) for name in self.PLAIN} if stands else {}
        if item:
            initial |= {"version": item.version, "paragraph": item.paragraph_id}
        super().__init__(data, initial=initial)
        if meeting is None:
            del self.fields["paragraph"]
        else:
            self.fields["paragraph"].queryset = MinuteParagraph.objects.filter(meeting=meeting)  # type: ignore[attr-defined]

    def content(self) -> AgendaItemContent:
        return AgendaItemContent(**{name: self.cleaned_data[name] for name in self.PLAIN})


class MatterForm(RecordForm):
    """Which matter a paragraph belongs to: by its own id or by a record number."""

    matter = forms.CharField(
        label=_("Ärende"),
        required=False,
        max_length=100,
        help_text=_("Ärendets beteckning, som 2023-014, eller ett diarienummer. Tomt: hör inte till något ärende."),
    )

    def clean_matter(self) -> Matter | None:
        said = self.cleaned_data["matter"].strip()
        if not said:
            return None
        own = parse_reference(said)
        found = list(Matter.objects.filter(year=own[0], serial=own[1])) if own else []
        found = found or list(by_record_number(said)[:2])
        if len(found) != 1:
            raise ValidationError(
                _(
                    "Inget ärende har beteckningen eller diarienumret ”%(said)s”. Kontrollera det, eller lägg till ett nytt ärende."
                )
                if not found
                else _(
                    "Flera ärenden har diarienumret ”%(said)s”. Ange ärendets beteckning i stället, till exempel 2023-014."
                ),
                params={"said": said},
            )
        return found[0]
