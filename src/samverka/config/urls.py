"""The site map: Swedish paths, one line an area."""

from django.urls import include, path

urlpatterns = [
    path("", include("samverka.home.urls")),
    path("sok/", include("samverka.search.urls")),
    path("moten/", include("samverka.meetings.urls")),
    path("arenden/", include("samverka.matters.urls")),
    path("balanslistan/", include("samverka.action_register.urls")),
    path("avtal/", include("samverka.agreements.urls")),
    path("forum/", include("samverka.forums.urls")),
    path("huvudman/", include("samverka.principals.urls")),
    path("las-in/", include("samverka.imports.urls")),
    path("tabeller/", include("samverka.tables.urls")),
    path("att-kontrollera/", include("samverka.findings.urls")),
    path("konto/", include("samverka.foundation.accounts.urls")),
    path("stilguide/", include("samverka.foundation.ui.urls")),
    path("", include("samverka.foundation.tasks.urls")),
]

handler400 = "samverka.foundation.ui.views.bad_request"
handler403 = "samverka.foundation.ui.views.forbidden"
handler404 = "samverka.foundation.ui.views.not_found"
handler500 = "samverka.foundation.ui.views.server_error"
