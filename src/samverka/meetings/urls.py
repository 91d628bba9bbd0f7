"""Addresses of this area."""

from django.urls import path

from samverka.meetings.views import meetings, parts, plan

app_name = "meetings"
urlpatterns = [
    path("", meetings.meeting_list, name="list"),
    path("lista.csv", meetings.meeting_csv, name="csv"),
    path("arsplan/", plan.plan, name="plan"),
    path("arsplan/lista.csv", plan.plan_csv, name="plan_csv"),
    path("arsplan/lista.xlsx", plan.plan_excel, name="plan_excel"),
    path("arsplan/planera/", plan.edit_plan, name="edit_plan"),
    path("arsplan/dagar/<int:pk>/", plan.plan_terms, name="plan_terms"),
    path("nytt/", meetings.create_meeting, name="create"),
    path("<int:pk>/", meetings.meeting_detail, name="detail"),
    path("<int:pk>/andra/", meetings.change_meeting, name="change"),
    path("<int:pk>/historik/", meetings.meeting_history, name="history"),
    path("<int:pk>/for-in/", meetings.enter_record, name="enter"),
    path("<int:pk>/flytta/", plan.move_meeting, name="move"),
    path("<int:pk>/stall-in/", plan.cancel_meeting, name="cancel"),
    path("<int:pk>/planera-igen/", plan.reinstate_meeting, name="reinstate"),
    path("<int:pk>/ta-bort/", meetings.remove_meeting, name="remove"),
    path("<int:pk>/handling/<int:version>/", meetings.document, name="document"),
    path("<int:pk>/paragrafer/ny/", parts.add_paragraph, name="add_paragraph"),
    path("paragrafer/<int:pk>/andra/", parts.change_paragraph, name="change_paragraph"),
    path("paragrafer/<int:pk>/ta-bort/", parts.remove_paragraph, name="remove_paragraph"),
    path("paragrafer/<int:pk>/arende/", parts.paragraph_matter, name="paragraph_matter"),
    path("paragrafer/<int:pk>/nytt-arende/", parts.new_matter, name="new_matter"),
    path("<int:pk>/punkter/ny/", parts.add_item, name="add_item"),
    path("punkter/<int:pk>/andra/", parts.change_item, name="change_item"),
    path("punkter/<int:pk>/ta-bort/", parts.remove_item, name="remove_item"),
]
