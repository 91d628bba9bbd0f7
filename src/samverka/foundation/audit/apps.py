from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "samverka.foundation.audit"
