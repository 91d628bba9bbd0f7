"""Addresses of this area."""

app_name = "forums"
urlpatterns: list[object] = []
