"""Forms for forums, preparing relations and roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.forums.models import Forum, ForumRole, Preparation
from samverka.foundation.accounts.models import User
from samverka.foundation.documents.forms import DocumentField
from samverka.foundation.lifecycle.forms import AuditedForm
from samverka.principals.forms import AliasField
from samverka.principals.models import County


class ForumForm(AuditedForm[Forum]):
    aliases = AliasField()
    sources = {
        "attestation_days": "kommunallagen 5 kap. 69 § och 6 kap. 35 §",
        "notice_required": "kommunallagen 8 kap. 12 §",
        "notice_board": "kommunallagen 8 kap. 10 och 11 §§",
        "follows_local_government_act": "kommunallagen 3 kap. 9 § och 9 kap. 19–36 §§",
    }

    class Meta(AuditedForm.Meta):
        model = Forum
        fields = (
            "name", "short_name", "abbreviation", "aliases", "level", "sides", "county", "starts_on",
            "purpose", "participants_municipal", "participants_region", "participants",
            "mandate_kind", "mandate", "frequency", "meetings_per_year",
            "follows_local_government_act", "attestation_required", "attestation_days", "notice_required", "notice_board", "calling_order", "procedure_note",
            "record_keeper",
        )  # fmt: skip
        widgets = {
            "frequency": forms.TextInput,
            **{
                name: forms.Textarea(attrs={"rows": 4})
                for name in (
                    "purpose",
                    "participants_municipal",
                    "participants_region",
                    "participants",
                    "mandate",
                    "procedure_note",
                )
            },
        }
        help_texts = {
            "level": _("Listan över forum ordnas efter nivån."),
            "meetings_per_year": _("Som tal, om det går att säga."),
            "record_keeper": _("Den myndighet där protokoll och handlingar finns."),
            "attestation_days": _(
                "För en nämnd senast fjorton dagar efter sammanträdet; ett forum som inte är en nämnd bestämmer sin egen tid."
            ),
            "notice_required": _(
                "För en nämnd senast andra dagen efter justeringen; frivilligt för ett forum som inte är en nämnd."
            ),
            "notice_board": _(
                "Vad anslagstavlan får innehålla framgår av lag. Stäm av med huvudmannen om forumet inte är en nämnd."
            ),
            "follows_local_government_act": _(
                "För en nämnd gäller reglerna enligt lag. Ett samverkansforum som inte är en nämnd följer dem bara om det har valt det."
            ),
        }

    SECTIONS = (
        (
            "om",
            _("Namn och nivå"),
            ("name", "short_name", "abbreviation", "aliases", "level", "sides", "county", "starts_on"),
        ),
        (
            "syfte",
            _("Syfte och deltagare"),
            ("purpose", "participants_municipal", "participants_region", "participants"),
        ),
        ("mandat", _("Mandat och möten"), ("mandate_kind", "mandate", "frequency", "meetings_per_year")),
        (
            "ordning",
            _("Arbetsordning"),
            (
                "follows_local_government_act",
                "attestation_required",
                "attestation_days",
                "notice_required",
                "notice_board",
                "calling_order",
                "procedure_note",
            ),
        ),
        ("handlingar", _("Handlingar"), ("record_keeper",)),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.record:
            self.initial["aliases"] = [alias.name for alias in self.record.aliases.all()]
        else:
            self.fields["county"].initial = County.objects.first()

    def sections(self) -> list[tuple[str, Any, list[Any]]]:
        return [(anchor, title, [self[name] for name in names]) for anchor, title, names in self.SECTIONS]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("attestation_days") and not cleaned.get("attestation_required"):
            self.add_error(
                "attestation_required",
                _("Du har angett dagar till justering. Kryssa i att protokollet justeras, eller ta bort dagarna."),
            )
        if cleaned.get("notice_board") and not cleaned.get("notice_required"):
            self.add_error(
                "notice_required",
                _("Du har angett en anslagstavla. Kryssa i att justeringen tillkännages, eller ta bort anslagstavlan."),
            )
        return cleaned


class EndForumForm(AuditedForm[Forum]):
    demanded = ("ends_on",)
    reason = forms.CharField(
        label=_("Varför"), max_length=500, required=False, help_text=_("Står i ändringshistoriken.")
    )

    class Meta(AuditedForm.Meta):
        model = Forum
        fields = ("ends_on", "successor")
        help_texts = {"successor": _("Det forum som det här har bytt namn till eller gått upp i.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        successor = self.choices_of("successor")
        successor.queryset = Forum.objects.filter(county=self.instance.county_id).exclude(pk=self.instance.pk)
        successor.empty_label = str(_("Inget"))


class TermsForm(forms.Form):
    terms = DocumentField(label=_("Uppdragsbeskrivning"))


class PreparationForm(AuditedForm[Preparation]):
    """Which forum the forum at hand prepares for."""

    class Meta(AuditedForm.Meta):
        model = Preparation
        fields = ("prepares_for",)

    def __init__(self, *args: Any, preparer: Forum, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["prepares_for"].label = _("Lägg till forum som det bereder åt")
        others = Forum.objects.filter(ends_on__isnull=True).exclude(pk=preparer.pk).only(*Forum.naming())
        self.choices_of("prepares_for").queryset = others.exclude(preparations_for_it__preparer=preparer)


class ForumRoleForm(AuditedForm[ForumRole]):
    class Meta(AuditedForm.Meta):
        model = ForumRole
        fields = ("user", "role", "starts_on", "ends_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choices_of("user").queryset = User.objects.filter(is_active=True)


class EndForumRoleForm(AuditedForm[ForumRole]):
    demanded = ("ends_on",)

    class Meta(AuditedForm.Meta):
        model = ForumRole
        fields = ("ends_on",)
