"""Addresses of this area."""

app_name = "accounts"
urlpatterns: list[object] = []
