from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "samverka.imports"
