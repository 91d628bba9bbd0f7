"""Addresses of background work."""

from django.urls import path

from samverka.foundation.tasks import views

app_name = "tasks"
urlpatterns = [
    path("arbeten/<int:pk>/", views.progress, name="progress"),
    path("halsa/", views.health, name="health"),
]
