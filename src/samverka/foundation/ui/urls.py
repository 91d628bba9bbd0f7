"""Addresses of the style guide."""

from django.urls import path

from samverka.foundation.ui import views

app_name = "ui"
urlpatterns = [path("", views.styleguide, name="styleguide")]
