"""Addresses of the pages that belong to no single area."""

from django.urls import path

from samverka.home import views

app_name = "home"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("arshjul/", views.year, name="year"),
    path("arshjul/lista.csv", views.year_csv, name="year_csv"),
    path("arshjul/prenumerera/", views.subscribe, name="subscribe"),
    path("kalender/mote/<int:pk>.ics", views.meeting_ics, name="meeting_ics"),
    path("kalender/<str:token>/samverka.ics", views.feed, name="feed"),
]
