"""Addresses of this area."""

app_name = "agreements"
urlpatterns: list[object] = []
