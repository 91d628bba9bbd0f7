"""Addresses of imports."""

from django.urls import path

from samverka.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.run_list, name="list"),
    path("kalla/<int:version_pk>/", views.source, name="source"),
    path("<int:pk>/", views.run, name="run"),
    path("<int:pk>/uppgifter/", views.set_facts, name="set_facts"),
    path("<int:pk>/svara-alla/", views.answer_all, name="answer_all"),
    path("<int:pk>/for-in/", views.apply, name="apply"),
    path("<int:pk>/angra/", views.undo_run, name="undo"),
    path("<int:pk>/lagg-bort/", views.discard, name="discard"),
    path("<int:pk>/fortsatt/", views.unstick, name="unstick"),
    path("<int:pk>/original/", views.original, name="original"),
    path("<int:pk>/<int:position>/", views.review, name="review"),
    path("<int:pk>/<int:position>/ratta/", views.correct_part, name="correct_part"),
    path("<int:pk>/<int:position>/svara/", views.answer, name="answer"),
    path("<int:pk>/<int:position>/angra/", views.undo_record, name="undo_record"),
]
