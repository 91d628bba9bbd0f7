"""Addresses of this area."""

from django.urls import path

from samverka.agreements.views import (
    calendar,
    changing,
    comparing,
    detail,
    events,
    files,
    mentions,
    reading,
    register,
    reminders,
    timeline,
)

app_name = "agreements"
urlpatterns = [
    path("", register.agreement_list, name="list"),
    path("lista.csv", register.agreement_csv, name="csv"),
    path("tidslinje/", timeline.agreement_timeline, name="timeline"),
    path("oversyn/", calendar.review_calendar, name="calendar"),
    path("oversyn/lista.csv", calendar.calendar_csv, name="calendar_csv"),
    path("oversyn/lista.xlsx", calendar.calendar_excel, name="calendar_excel"),
    path("paminnelser/", reminders.reminder_list, name="reminders"),
    path("paminnelser/stegar/", reminders.ladder_list, name="ladders"),
    path("paminnelser/stegar/andra/", reminders.change_ladder, name="change_ladder"),
    path("paminnelser/stegar/<int:pk>/ta-bort/", reminders.remove_ladder, name="remove_ladder"),
    path("paminnelser/atgard/<int:pk>/ta-bort/", reminders.withdraw, name="withdraw"),
    path("<int:pk>/paminnelse/", reminders.acknowledge, name="acknowledge"),
    path("<int:pk>/stege/", reminders.own_ladder, name="own_ladder"),
    path("nytt/", changing.create_agreement, name="create"),
    path("<int:pk>/", detail.agreement_detail, name="detail"),
    path("<int:pk>/andra/", changing.change_agreement, name="change"),
    path("<int:pk>/ta-bort/", changing.remove_agreement, name="remove"),
    path("<int:pk>/tolkning/bekrafta/", reading.confirm_reading, name="confirm_reading"),
    path("<int:pk>/tolkning/", reading.correct_reading, name="correct_reading"),
    path("<int:pk>/registrera/<slug:kind>/", events.record_event, name="record_event"),
    path("paragraf/<int:pk>/", mentions.paragraph_mentions, name="mentions"),
    path("handelse/<int:pk>/ta-bort/", events.remove_event, name="remove_event"),
    path("<int:pk>/dokument/nytt/", files.add_document, name="add_document"),
    path("<int:pk>/dokument/<int:version_pk>/", files.hand_out, name="document"),
    path("dokument/<int:pk>/ny-version/", files.add_version, name="add_version"),
    path("dokument/<int:pk>/version/<int:version_pk>/", files.tell_version, name="tell_version"),
    path("<int:pk>/jamfor/", comparing.compare_versions, name="compare"),
    path("dokument/<int:pk>/ta-bort/", files.detach_document, name="detach_document"),
]
