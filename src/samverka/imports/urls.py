"""Addresses of imports."""

from django.urls import path

from samverka.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.run_list, name="list"),
    path("<int:pk>/", views.run, name="run"),
    path("<int:pk>/forum/", views.choose_forum, name="choose_forum"),
    path("<int:pk>/for-in/", views.apply, name="apply"),
    path("<int:pk>/angra/", views.undo_run, name="undo"),
    path("<int:pk>/lagg-bort/", views.discard, name="discard"),
    path("<int:pk>/original/", views.original, name="original"),
    path("<int:pk>/<int:position>/", views.review, name="review"),
    path("<int:pk>/<int:position>/svara/", views.answer, name="answer"),
    path("<int:pk>/<int:position>/angra/", views.undo_record, name="undo_record"),
]
