from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "samverka.foundation.ui"
