"""What the style guide shows: invented people and answers, the county's own kind of matters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from samverka.foundation.dates.forms import PartialDateField, SwedishDateField
from samverka.foundation.difference import words
from samverka.foundation.ui.lifebar import Span, lifebar
from samverka.foundation.ui.tables import Sorting, paginate

D = dt.date
DAY = D(2024, 5, 20)
COLOURS = (
    *("ground", "frame", "sub", "sub-2", "line", "line-strong", "ink", "ink-2", "ink-3"),
    *("accent", "accent-strong", "accent-soft", "accent-mid", "ok", "warn", "late", "doubt"),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    commission = forms.CharField(
        label=_("Uppdrag"), max_length=200, help_text=_("Börja med ett verb, till exempel ”Ta fram”.")
    )
    contract = forms.CharField(
        label=_("Utför en huvudman uppgiften åt en annan?"),
        max_length=200,
        required=False,
        help_text=_("Kallas avtalssamverkan."),
    )
    answer_by = SwedishDateField(label=_("Sista svarsdag"), help_text=_("Remissen ska vara ute i minst sex veckor."))
    due = PartialDateField(
        label=_("När kommer ärendet upp?"),
        required=False,
        help_text=_("Skriv det som är känt: 3/6 2024, oktober 2024, hösten 2024."),
    )
    forum = forms.ChoiceField(
        label=_("Beredande forum"), choices=[("", _("Välj forum")), ("fg", "Fredagsgruppen"), ("hsi", "SamReKo HSI")]
    )
    note = forms.CharField(label=_("Notering"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    answer = forms.ChoiceField(
        label=_("Huvudmannens svar"), widget=forms.RadioSelect, choices=[("adopted", _("Antagen")), ("changed", _("Antagen med ändring")), ("rejected", _("Inte antagen"))]
    )  # fmt: skip
    copies = forms.MultipleChoiceField(
        label=_("Skicka också till"), required=False, widget=forms.CheckboxSelectMultiple, choices=[("deputies", _("Ersättare")), ("registrars", _("Registratorer"))]
    )  # fmt: skip
    statutory = forms.BooleanField(label=_("Avtalet krävs enligt lag"), required=False)

    sources: ClassVar[dict[str, str]] = {"contract": "KL 9 kap. 37 §"}


@dataclass(frozen=True)
class SampleEntry:
    at: dt.datetime
    actor_name: str
    verb: str
    changes: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    reason: str = ""
    object_type: str = ""
    object_id: str = "1"
    object_label: str = ""


@dataclass(frozen=True)
class SampleDocument:
    title: str


@dataclass(frozen=True)
class SampleRef:
    """A place in a document, as `documents.SourceRef` gives it."""

    document: SampleDocument
    place_in_words: str
    at_page: str = ""

    @property
    def version(self) -> SampleRef:
        return self


def samples(request: HttpRequest) -> dict[str, Any]:
    """The context of the style guide."""
    names = {"avtal": ("name",), "gäller-till": ("valid_to",)}
    filled = {
        "commission": "Ta fram ett nytt samverkansavtal",
        "answer_by": D(2024, 7, 15),
        "forum": "fg",
        "answer": "adopted",
    }
    wrong = {
        "commission": "Ta fram ett nytt samverkansavtal",
        "answer_by": "31/6 2024",
        "due": "snart",
        "forum": "okänt",
    }
    return {
        "colours": COLOURS,
        "form": SampleForm(initial=filled),
        "broken_form": SampleForm(wrong, auto_id="fel_%s"),
        "sorting": Sorting.of(request.GET, names, "gäller-till"),
        "listed": paginate(range(1, 241), request, per_page=30),
        "near": DAY + dt.timedelta(days=12),
        "far": D(2024, 10, 11),
        "past": D(2024, 4, 16),
        "on": DAY,
        "bars": _bars(),
        "history": _history(),
        "ref": SampleRef(SampleDocument("Balanslista SVOM 2024"), "s. 3, rad 12"),
        "difference": words(
            "Avtalet gäller till 31 december 2023. Uppsägning ska ske sex månader i förväg.",
            "Avtalet gäller till 31 december 2024. Uppsägning ska ske skriftligen sex månader i förväg.",
        ),
    }


def _bars() -> list[tuple[Any, Any]]:
    extended = [
        Span("base", D(2017, 1, 1), D(2020, 12, 31), "Första tid"),
        Span("ext", D(2021, 1, 1), D(2023, 12, 31)),
        Span("ext", D(2024, 1, 1), D(2024, 12, 31)),
        Span("gap", D(2025, 1, 1), None),
    ]
    renewed = [Span("base", D(2013, 1, 1), D(2015, 12, 31), "Första tid"), Span("auto", D(2016, 1, 1), D(2024, 12, 31))]
    lapsed = [Span("base", D(2019, 1, 1), D(2021, 12, 31), "Första tid"), Span("gap", D(2022, 1, 1), None)]
    return [
        (_("Första tid 2017 till 2020, förlängt till 31 december 2024, därefter lucka."), lifebar(extended, DAY)),
        (
            _("Första tid 2013 till 2015, förlängs automatiskt ett år i taget, nu till 31 december 2024."),
            lifebar(renewed, DAY),
        ),
        (_("Från 2018, tills vidare."), lifebar([Span("open", D(2018, 1, 1), None)], DAY)),
        (_("Första tid 2019 till 2021, därefter lucka."), lifebar(lapsed, DAY)),
    ]


def _history() -> list[SampleEntry]:
    def at(day: int, hour: int, minute: int) -> dt.datetime:
        return dt.datetime(2024, 5, day, hour, minute, tzinfo=dt.UTC)

    return [
        SampleEntry(
            at(20, 12, 18),
            "Ylva Sandgren",
            "change",
            {"gäller till": ["31 december 2023", "31 december 2024"]},
            "SVOM 26 maj 2023, § 26 p. 1",
        ),
        SampleEntry(at(17, 7, 5), "Nils Ovesson", "change", {"notering": ["Förutsätter extra möte", None]}),
        SampleEntry(
            at(16, 6, 40),
            "Samverka",
            "create",
            {"namn": [None, "Samverkansavtal hemsjukvård"]},
            "Läst ur Balanslista SVOM 2024",
        ),
    ]
