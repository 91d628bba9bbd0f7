"""Addresses of this area."""

from django.urls import path

from samverka.forums import parts, views

app_name = "forums"
urlpatterns = [
    path("", views.forum_list, name="list"),
    path("lista.csv", views.forum_csv, name="csv"),
    path("nytt/", views.create_forum, name="create"),
    path("<int:pk>/", views.forum_detail, name="detail"),
    path("<int:pk>/andra/", views.change_forum, name="change"),
    path("<int:pk>/avsluta/", views.end_forum, name="end"),
    path("<int:pk>/oppna-igen/", views.reopen_forum, name="reopen"),
    path("<int:pk>/ta-bort/", views.remove_forum, name="remove"),
    path("<int:pk>/bereder-at/", views.add_preparation, name="add_preparation"),
    path("beredning/<int:pk>/ta-bort/", parts.remove_preparation, name="remove_preparation"),
    path("<int:pk>/platser/ny/", parts.add_seat, name="add_seat"),
    path("platser/<int:pk>/andra/", parts.change_seat, name="change_seat"),
    path("platser/<int:pk>/avsluta/", parts.end_seat, name="end_seat"),
    path("platser/<int:pk>/ta-bort/", parts.remove_seat, name="remove_seat"),
    path("<int:pk>/sekreterare/ny/", parts.give_role, name="give_role"),
    path("sekreterare/<int:pk>/avsluta/", parts.end_role, name="end_role"),
]
