from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "samverka.search"

    def ready(self) -> None:
        from samverka.foundation.audit.observers import observe
        from samverka.search.operations import note

        observe(note)
