"""The form in which a person corrects the reading of a validity text, field by field (glossary §2)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samverka.agreements.explain import period_in_words
from samverka.agreements.forms.versioned import VersionedForm
from samverka.agreements.labels import choices
from samverka.agreements.periods import parse_length
from samverka.agreements.reading import Extension, Notice, Renewal, Review, Validity
from samverka.agreements.states import (
    END_KIND_WORDS,
    FLAG_WORDS,
    NOTICE_WORDS,
    RENEWAL_WORDS,
    REVIEW_WORDS,
    EndKind,
    Flag,
    NoticeBasis,
    RenewalMode,
    ReviewKind,
)
from samverka.foundation.dates.forms import PartialDateField, SwedishDateField

SPARE_REVIEWS, SPARE_EXTENSIONS, MOST = 1, 1, 8
_NONE = [("", _("Inget angivet"))]


class LengthField(forms.CharField):
    """A length of time. Gives an ISO 8601 period or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"max_length": 60, "required": False} | options))

    def prepare_value(self, value: Any) -> Any:
        try:
            return period_in_words(value) if value else value
        except ValueError:
            return value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        period = parse_length(text)
        if period is None:
            raise ValidationError(
                _("”%(text)s” är ingen tidslängd. Skriv till exempel 1 år, 18 månader eller vart tredje år."),
                params={"text": text},
            )
        return period


class ReadingForm(VersionedForm):
    valid_from = PartialDateField(label=_("Gäller från"), required=False)
    valid_to = PartialDateField(
        label=_("Gäller till och med"), required=False, help_text=_("Sista dagen, förlängningar inräknade.")
    )
    base_to = PartialDateField(
        label=_("Första slut"), required=False, help_text=_("Det slut som först avtalades, om det har förlängts.")
    )
    adopted = PartialDateField(
        label=_("Antaget"), required=False, help_text=_("Den dag källan säger att det antogs. Det är ingen startdag.")
    )
    end_kind = forms.ChoiceField(
        label=_("Slut"),
        choices=choices(END_KIND_WORDS),
        help_text=_("Tills vidare bara om källan säger det. Står inget: slut ej angivet."),
    )
    event = forms.CharField(label=_("Händelse som avslutar det"), required=False, max_length=500)
    successor = forms.CharField(label=_("Ersätts av, enligt källan"), required=False, max_length=500)
    renewal_mode = forms.ChoiceField(label=_("Förlängning"), required=False, choices=[*_NONE, *choices(RENEWAL_WORDS)])
    renewal_period = LengthField(label=_("Förlängs med"), help_text=_("Till exempel 1 år."))
    renewal_max = forms.IntegerField(
        label=_("Högst antal gånger"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=_("Tomt om det inte finns någon gräns."),
    )
    notice_period = LengthField(label=_("Uppsägningstid"))
    notice_basis = forms.ChoiceField(
        label=_("Uppsägningstiden räknas"), required=False, choices=[*_NONE, *choices(NOTICE_WORDS)]
    )
    notice_written = forms.BooleanField(label=_("Uppsägningen ska vara skriftlig"), required=False)
    flags = forms.MultipleChoiceField(
        label=_("Märkt"), required=False, choices=choices(FLAG_WORDS), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("Varför ändras tolkningen?"), required=False, max_length=500, help_text=_("Står i ändringshistoriken.")
    )

    SECTIONS = (
        ("tid", _("Tid"), ("valid_from", "valid_to", "base_to", "adopted")),
        ("slut", _("Hur det slutar"), ("end_kind", "event", "successor")),
        ("forlangning", _("Hur det fortsätter"), ("renewal_mode", "renewal_period", "renewal_max")),
        ("uppsagning", _("Uppsägning"), ("notice_period", "notice_basis", "notice_written")),
        ("markt", _("Märkt"), ("flags",)),
    )

    def sections(self) -> list[tuple[str, Any, list[Any]]]:
        return [(anchor, title, [self[name] for name in names]) for anchor, title, names in self.SECTIONS]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end, base, kind = (cleaned.get(name) for name in ("valid_from", "valid_to", "base_to", "end_kind"))
        if start and end and end.end < start.start:
            self.add_error("valid_to", _("Slutet ligger före starten. Ändra en av dem."))
        if base and not end:
            self.add_error("valid_to", _("Du har angett ett första slut. Ange också till och med när det gäller nu."))
        if base and end and base.end > end.end:
            self.add_error("base_to", _("Det första slutet ligger efter det nuvarande. Byt plats på dem."))
        if kind in (EndKind.FIXED, EndKind.UNTIL_EVENT_CAPPED) and not end and "valid_to" not in self.errors:
            self.add_error("valid_to", _("Du har valt ett slut med en sista dag. Ange den, eller välj ett annat slut."))
        if kind in (EndKind.OPEN_ENDED, EndKind.UNTIL_EVENT, EndKind.NOT_STATED) and end:
            self.add_error("end_kind", _("Du har angett en sista dag. Välj Bestämd tid, eller ta bort dagen."))
        if kind in (EndKind.UNTIL_EVENT, EndKind.UNTIL_EVENT_CAPPED) and not cleaned.get("event"):
            self.add_error("event", _("Du har valt att det gäller tills något inträffar. Skriv vad."))
        if (cleaned.get("renewal_period") or cleaned.get("renewal_max")) and not cleaned.get("renewal_mode"):
            self.add_error(
                "renewal_mode", _("Du har angett hur det förlängs. Välj om det sker automatiskt eller genom beslut.")
            )
        if cleaned.get("renewal_mode") == RenewalMode.AUTOMATIC and not end and "valid_to" not in self.errors:
            self.add_error(
                "valid_to", _("Ett avtal som förlängs automatiskt behöver en sista dag i den första perioden.")
            )
        if cleaned.get("notice_period") and not cleaned.get("notice_basis"):
            self.add_error("notice_basis", _("Du har angett en uppsägningstid. Välj hur den räknas."))
        self._check_months("renewal_period")
        return cleaned

    def _check_months(self, name: str) -> None:
        period = self.cleaned_data.get(name)
        if period and period[-1] in "DW":
            self.add_error(name, _("Ange hela månader eller år."))


class ReviewForm(forms.Form):
    """One review that the agreement foresees; a row without a kind is none."""

    kind = forms.ChoiceField(label=_("Slag"), required=False, choices=[("", _("Ingen")), *choices(REVIEW_WORDS)])
    every = LengthField(label=_("Hur ofta"), help_text=_("Till exempel 1 år."))
    first = PartialDateField(label=_("Första gången"), required=False)
    last_done = PartialDateField(label=_("Senast gjord"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        told = [name for name in ("every", "first", "last_done") if cleaned.get(name)]
        if told and not cleaned.get("kind"):
            self.add_error("kind", _("Välj vilket slags översyn det är."))
        if str(cleaned.get("every") or "")[-1:] in {"D", "W"}:
            self.add_error("every", _("Ange hela månader eller år."))
        return cleaned


class ExtensionForm(forms.Form):
    """One extension that the text tells of; a row without a new end is none."""

    new_to = PartialDateField(label=_("Förlängt till och med"), required=False)
    decided_on = SwedishDateField(label=_("Beslutat den"), required=False)
    decision = forms.CharField(label=_("Beslut"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if (cleaned.get("decided_on") or cleaned.get("decision")) and not cleaned.get("new_to") and not self.errors:
            self.add_error("new_to", _("Ange till och med när det förlängdes."))
        return cleaned


_Reviews = forms.formset_factory(ReviewForm, extra=SPARE_REVIEWS, max_num=MOST, absolute_max=MOST, validate_max=True)
_Extensions = forms.formset_factory(
    ExtensionForm, extra=SPARE_EXTENSIONS, max_num=MOST, absolute_max=MOST, validate_max=True
)


class ReadingForms:
    """The form and its two lists, as one: filled in from a reading, and giving one back."""

    def __init__(self, validity: Validity, data: Any = None, *, version: int | None = None) -> None:
        self.validity = validity
        self.main = ReadingForm(data, initial=_initial(validity) | {"version": version})
        self.reviews = _Reviews(data, prefix="oversyn", initial=[_review_initial(one) for one in validity.reviews])
        self.extensions = _Extensions(
            data, prefix="forlangning", initial=[_extension_initial(one) for one in validity.extensions]
        )

    def is_valid(self) -> bool:
        # Each is asked, so that every error shows at once.
        return all([self.main.is_valid(), self.reviews.is_valid(), self.extensions.is_valid()])

    def attempt(self, operation: Any, **given: Any) -> bool:
        """Asks the operation for what was filled in; False, with the reasons in the forms, if something is wrong."""
        if not self.is_valid():
            return False
        values = self.main.cleaned_data
        done, _changed = self.main.attempt(
            lambda **_typed: operation(
                validity=self.corrected(), version=values["version"], reason=values["reason"], **given
            )
        )
        return done

    def corrected(self) -> Validity:
        """What was filled in. The text stays; what had been left unread or in doubt, a person has now answered for."""
        typed = self.main.cleaned_data
        renewal = (
            Renewal(RenewalMode(typed["renewal_mode"]), typed["renewal_period"], typed["renewal_max"])
            if typed["renewal_mode"]
            else None
        )
        has_notice = typed["notice_period"] or typed["notice_basis"] or typed["notice_written"]
        basis = NoticeBasis(typed["notice_basis"] or NoticeBasis.BEFORE_PERIOD_END)
        return replace(
            self.validity,
            **{name: typed[name] for name in ("valid_from", "valid_to", "base_to", "adopted")},
            end_kind=EndKind(typed["end_kind"]),
            event=typed["event"] or None,
            successor=typed["successor"] or None,
            renewal=renewal,
            notice=Notice(typed["notice_period"], basis, typed["notice_written"]) if has_notice else None,
            flags=frozenset(Flag(flag) for flag in typed["flags"]),
            reviews=tuple(
                Review(ReviewKind(one["kind"]), one["every"], one["first"], one["last_done"])
                for one in (form.cleaned_data for form in self.reviews)
                if one.get("kind")
            ),
            extensions=tuple(
                Extension(one["new_to"], one["decision"] or None, one["decided_on"])
                for one in (form.cleaned_data for form in self.extensions)
                if one.get("new_to")
            ),
            unread=(),
            doubts=frozenset(),
        )


def _initial(validity: Validity) -> dict[str, Any]:
    renewal, notice = validity.renewal, validity.notice
    return {
        **{
            name: getattr(validity, name)
            for name in ("valid_from", "valid_to", "base_to", "adopted", "event", "successor")
        },
        "end_kind": validity.end_kind.value,
        "renewal_mode": renewal.mode.value if renewal else "",
        "renewal_period": renewal.period if renewal else None,
        "renewal_max": renewal.max if renewal else None,
        "notice_period": notice.period if notice else None,
        "notice_basis": notice.basis.value if notice else "",
        "notice_written": bool(notice and notice.written),
        "flags": sorted(flag.value for flag in validity.flags),
    }


def _review_initial(review: Review) -> dict[str, Any]:
    return {"kind": review.kind.value, "every": review.every, "first": review.first, "last_done": review.last_done}


def _extension_initial(extension: Extension) -> dict[str, Any]:
    return {"new_to": extension.new_to, "decided_on": extension.decided_on, "decision": extension.decision}
