from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "samverka.matters"
