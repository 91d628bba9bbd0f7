"""Addresses of this area."""

app_name = "imports"
urlpatterns: list[object] = []
