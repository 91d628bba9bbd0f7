"""Addresses of this area."""

from django.urls import path

from samverka.foundation.accounts import views

app_name = "accounts"
urlpatterns = [
    path("logga-in/", views.LoginView.as_view(), name="login"),
    path("logga-ut/", views.LogoutView.as_view(), name="logout"),
    path("losenord/", views.password, name="password"),
    path("utseende/", views.theme, name="theme"),
    path("kalenderlankar/", views.links, name="links"),
    path("kalenderlankar/<int:pk>/aterkalla/", views.revoke_link, name="revoke_link"),
    path("sprak/", views.language, name="language"),
    path("byt/", views.switch, name="switch"),
]
