"""Addresses of this area."""

app_name = "home"
urlpatterns: list[object] = []
