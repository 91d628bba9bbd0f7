from django.apps import AppConfig


class ActionRegisterConfig(AppConfig):
    name = "samverka.action_register"
