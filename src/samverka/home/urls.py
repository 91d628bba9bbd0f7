"""Addresses of the pages that belong to no single area."""

from django.urls import path

from samverka.home import views

app_name = "home"
urlpatterns = [path("", views.overview, name="overview")]
