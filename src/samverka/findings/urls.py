"""Addresses of this area."""

from django.urls import path

from samverka.findings.views import findings

app_name = "findings"
urlpatterns = [
    path("", findings.finding_list, name="list"),
    path("lista.csv", findings.finding_csv, name="csv"),
    path("<int:pk>/", findings.finding_detail, name="detail"),
    path("<int:pk>/oppna-igen/", findings.reopen_finding, name="reopen"),
]
