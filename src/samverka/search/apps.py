from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "samverka.search"

    def ready(self) -> None:
        """Has the index follow the log. Models cannot be imported before this."""
        from samverka.foundation.audit.observers import observe  # noqa: PLC0415
        from samverka.search.operations import note  # noqa: PLC0415

        observe(note)
