"""The form of what an agreement says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement
from samverka.agreements.queries import content_of
from samverka.foundation.lifecycle.forms import AuditedForm
from samverka.principals.models import Principal

RAW_LIMIT, NOTES_LIMIT = 5_000, 20_000
NAME_LENGTH, FORUM_LENGTH, LINES = 500, 300, 50


class LinesField(forms.CharField):
    """Names as they are printed, one a line, in order and none twice. Gives a tuple."""

    def __init__(self, *, longest: int = FORUM_LENGTH, **options: Any) -> None:
        self.longest = longest
        given: dict[str, Any] = {
            "required": False,
            "widget": forms.Textarea(attrs={"rows": 3}),
            "max_length": LINES * longest,
        }
        super().__init__(**(given | options))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        lines = dict.fromkeys(" ".join(line.split()) for line in str(super().clean(value)).splitlines())
        lines.pop("", None)
        if len(lines) > LINES:
            raise ValidationError(_("Högst %(limit)s rader tas emot. Ta bort några."), params={"limit": LINES})
        for line in lines:
            if len(line) > self.longest:
                message = _("En rad får ha högst %(limit)s tecken. Korta ”%(start)s…”.")
                raise ValidationError(message, params={"limit": self.longest, "start": line[:40]})
        return tuple(lines)


class PartiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Principal) -> str:
        return obj.name


class AgreementForm(AuditedForm[Agreement]):
    """What an agreement says. Gives an `AgreementContent`."""

    aliases = LinesField(label=_("Kallas också"), longest=NAME_LENGTH, help_text=_("Ett namn på varje rad."))
    recommending = LinesField(
        label=_("Rekommenderande forum"),
        help_text=_("Ett forum på varje rad. Ett namn som inte är känt behålls som det är skrivet."),
    )
    preparing = LinesField(label=_("Beredande forum"), help_text=_("Ett forum på varje rad."))
    parties = PartiesField(
        label=_("Parter"), queryset=Principal.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    sources = {"contract_cooperation": "kommunallagen 9 kap. 37–38 §§"}

    class Meta(AuditedForm.Meta):
        model = Agreement
        fields = (
            "name", "kind", "aliases", "area", "validity_raw", "parties", "recommending", "preparing", "statutory_basis",
            "contract_cooperation", "predecessor", "notes",
        )  # fmt: skip
        widgets = {
            "name": forms.Textarea(attrs={"rows": 2}),
            "notes": forms.Textarea(attrs={"rows": 4}),
            "validity_raw": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"validity_raw": _("Giltighetstid, som den står i källan"), "predecessor": _("Ersätter")}
        help_texts = {
            "area": _("Rubriken det står under i källan, till exempel Barn och unga."),
            "validity_raw": _(
                "Skriv av texten ordagrant, till exempel ”2017-2020 (förlängt tom 2024-12-31)”. Samverka läser den, och du kan rätta läsningen."
            ),
            "statutory_basis": _(
                "Till exempel lagen (2017:612) om samverkan vid utskrivning 4 kap. 4 §, om lagen kräver det."
            ),
            "contract_cooperation": _(
                "Ja, om en kommun eller region enligt avtalet utför en annan kommuns eller regions uppgift. Styrelsen ska rapportera sådan samverkan till fullmäktige varje år. "
                "Är det osäkert: låt det stå som inte avgjort och fråga en jurist."
            ),
            "predecessor": _("Det äldre avtal som det här träder i stället för."),
        }

    SECTIONS = (
        ("om", _("Namn och slag"), ("name", "kind", "aliases", "area")),
        ("giltighet", _("Giltighet"), ("validity_raw", "predecessor")),
        ("parter", _("Parter och forum"), ("parties", "recommending", "preparing")),
        ("lag", _("Rättslig grund"), ("statutory_basis", "contract_cooperation")),
        ("mer", _("Noteringar"), ("notes",)),
    )

    def __init__(self, *args: Any, principals: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["validity_raw"].max_length = RAW_LIMIT  # type: ignore[attr-defined]
        self.fields["notes"].max_length = NOTES_LIMIT  # type: ignore[attr-defined]
        self.choices_of("parties").queryset = principals
        predecessor = self.choices_of("predecessor")
        predecessor.empty_label = str(_("Inget"))
        predecessor.queryset = Agreement.objects.exclude(pk=self.record.pk) if self.record else Agreement.objects.all()
        if self.record:
            content = content_of(self.record)
            for name in ("aliases", "recommending", "preparing", "parties"):
                self.initial[name] = list(getattr(content, name))

    def sections(self) -> list[tuple[str, Any, list[Any]]]:
        return [(anchor, title, [self[name] for name in names]) for anchor, title, names in self.SECTIONS]

    def clean_validity_raw(self) -> str:
        return _not_longer(self.cleaned_data["validity_raw"], RAW_LIMIT)

    def clean_notes(self) -> str:
        return _not_longer(self.cleaned_data["notes"], NOTES_LIMIT)

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        version = {"version": typed.pop("version")} if "version" in typed else {}
        typed["name"] = " ".join(typed["name"].split())
        typed["parties"] = tuple(sorted(party.pk for party in typed["parties"]))
        typed["predecessor"] = typed["predecessor"].pk if typed["predecessor"] else None
        return {"content": AgreementContent(**typed)} | version


def _not_longer(text: str, limit: int) -> str:
    if len(text) > limit:
        raise ValidationError(
            _("Texten har %(found)s tecken, och högst %(limit)s tas emot. Korta den."),
            params={"found": len(text), "limit": limit},
        )
    return text
