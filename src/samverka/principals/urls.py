"""Addresses of this area."""

from django.urls import path

from samverka.principals import views

app_name = "principals"
urlpatterns = [
    path("", views.principal_list, name="list"),
    path("lista.csv", views.principal_csv, name="csv"),
    path("ny/", views.create_principal, name="create"),
    path("<int:pk>/", views.principal_detail, name="detail"),
    path("<int:pk>/andra/", views.change_principal, name="change"),
    path("<int:pk>/avsluta/", views.end_principal, name="end"),
    path("<int:pk>/ta-bort/", views.remove_principal, name="remove"),
    path("<int:pk>/roller/ny/", views.give_role, name="give_role"),
    path("roller/<int:pk>/avsluta/", views.end_role, name="end_role"),
    path("personer/", views.person_list, name="people"),
    path("personer/lista.csv", views.person_csv, name="people_csv"),
    path("personer/ny/", views.create_person, name="create_person"),
    path("personer/<int:pk>/", views.person_detail, name="person"),
    path("personer/<int:pk>/andra/", views.change_person, name="change_person"),
    path("personer/<int:pk>/ta-bort/", views.remove_person, name="remove_person"),
]
