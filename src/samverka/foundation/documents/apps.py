from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "samverka.foundation.documents"
