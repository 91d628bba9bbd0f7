"""Addresses of this area."""

from django.urls import path

from samverka.tables.views import tables

app_name = "tables"
urlpatterns = [
    path("", tables.table_list, name="list"),
    path("lista.csv", tables.list_csv, name="csv"),
    path("<int:pk>/", tables.table_detail, name="detail"),
    path("<int:pk>/tabell.csv", tables.table_csv, name="table_csv"),
    path("<int:pk>/kalla/", tables.source, name="source"),
    path("<int:pk>/ratta/", tables.change_table, name="change"),
    path("<int:pk>/ta-bort/", tables.remove_table, name="remove"),
]
