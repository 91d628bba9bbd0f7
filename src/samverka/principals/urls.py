"""Addresses of this area."""

app_name = "principals"
urlpatterns: list[object] = []
