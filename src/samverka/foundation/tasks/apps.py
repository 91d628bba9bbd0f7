from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "samverka.foundation.tasks"
