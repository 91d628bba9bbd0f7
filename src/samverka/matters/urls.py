"""Addresses of this area."""

from django.urls import path

from samverka.matters.views import matters

app_name = "matters"
urlpatterns = [
    path("", matters.matter_list, name="list"),
    path("lista.csv", matters.matter_csv, name="csv"),
    path("nytt/", matters.create_matter, name="create"),
    path("<int:pk>/", matters.matter_detail, name="detail"),
    path("<int:pk>/andra/", matters.change_matter, name="change"),
    path("<int:pk>/avsluta/", matters.close_matter, name="close"),
    path("<int:pk>/oppna-igen/", matters.reopen_matter, name="reopen"),
    path("<int:pk>/ta-bort/", matters.remove_matter, name="remove"),
]
