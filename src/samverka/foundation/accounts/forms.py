"""Logging in and choosing a password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _


class LoginForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _(
            "Användarnamnet och lösenordet hör inte ihop. Skriv dem igen; stora och små bokstäver i lösenordet är olika. "
            "Har du glömt lösenordet, be en administratör om ett nytt."
        ),
        "inactive": _("Kontot är avstängt. En administratör kan öppna det igen."),
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["username"].label = _("Användarnamn")
        self.fields["password"].label = _("Lösenord")
        self.fields["username"].widget.attrs["spellcheck"] = "false"


class PasswordForm(PasswordChangeForm):
    error_messages = {
        "password_incorrect": _("Det är inte ditt nuvarande lösenord. Skriv det igen."),
        "password_mismatch": _("De två nya lösenorden är olika. Skriv samma i båda fälten."),
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["old_password"].label = _("Nuvarande lösenord")
        self.fields["new_password1"].label = _("Nytt lösenord")
        self.fields["new_password1"].help_text = _(
            "Minst 12 tecken. Inte ett vanligt lösenord, och inte likt ditt namn."
        )
        self.fields["new_password2"].label = _("Nytt lösenord en gång till")
        self.fields["new_password2"].help_text = ""
