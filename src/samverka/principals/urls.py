"""Addresses of this area."""

from django.urls import path

from samverka.principals.views import offices, parties, people, principals

app_name = "principals"
urlpatterns = [
    path("", principals.principal_list, name="list"),
    path("lista.csv", principals.principal_csv, name="csv"),
    path("ny/", principals.create_principal, name="create"),
    path("<int:pk>/", principals.principal_detail, name="detail"),
    path("<int:pk>/andra/", principals.change_principal, name="change"),
    path("<int:pk>/avsluta/", principals.end_principal, name="end"),
    path("<int:pk>/ta-bort/", principals.remove_principal, name="remove"),
    path("<int:pk>/roller/ny/", principals.give_role, name="give_role"),
    path("roller/<int:pk>/avsluta/", principals.end_role, name="end_role"),
    path("<int:pk>/befattningar/ny/", offices.create_office, name="create_office"),
    path("befattningar/<int:pk>/andra/", offices.change_office, name="change_office"),
    path("befattningar/<int:pk>/ta-bort/", offices.remove_office, name="remove_office"),
    path("befattningar/<int:pk>/utse/", offices.appoint, name="appoint"),
    path("befattningar/innehav/<int:pk>/avsluta/", offices.end_holding, name="end_holding"),
    path("partier/", parties.party_list, name="parties"),
    path("partier/nytt/", parties.create_party, name="create_party"),
    path("partier/<int:pk>/andra/", parties.change_party, name="change_party"),
    path("personer/", people.person_list, name="people"),
    path("personer/lista.csv", people.person_csv, name="people_csv"),
    path("personer/lista.xlsx", people.person_workbook, name="people_workbook"),
    path("personer/ny/", people.create_person, name="create_person"),
    path("personer/<int:pk>/", people.person_detail, name="person"),
    path("personer/<int:pk>/andra/", people.change_person, name="change_person"),
    path("personer/<int:pk>/ta-bort/", people.remove_person, name="remove_person"),
]
