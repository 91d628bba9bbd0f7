"""Addresses of this area."""

app_name = "action_register"
urlpatterns: list[object] = []
