"""Addresses of the search."""

from django.urls import path

from samverka.search import views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("forslag/", views.suggestions, name="suggestions"),
]
