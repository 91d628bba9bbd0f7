"""Addresses of this area."""

from django.urls import path

from samverka.forums.views import attendance, charts, forums, parts, seats, terms, vacancies

app_name = "forums"
urlpatterns = [
    path("", forums.forum_list, name="list"),
    path("lista.csv", forums.forum_csv, name="csv"),
    path("platser.xlsx", charts.seats_file, name="seats_workbook"),
    path("karta/", charts.forum_map, name="map"),
    path("ej-utsedda/", vacancies.vacancy_list, name="vacancies"),
    path("ej-utsedda/lista.csv", vacancies.vacancy_csv, name="vacancy_csv"),
    path("nytt/", forums.create_forum, name="create"),
    path("<int:pk>/", forums.forum_detail, name="detail"),
    path("<int:pk>/andra/", forums.change_forum, name="change"),
    path("<int:pk>/avsluta/", forums.end_forum, name="end"),
    path("<int:pk>/oppna-igen/", forums.reopen_forum, name="reopen"),
    path("<int:pk>/ta-bort/", forums.remove_forum, name="remove"),
    path("<int:pk>/bereder-at/", forums.add_preparation, name="add_preparation"),
    path("beredning/<int:pk>/ta-bort/", parts.remove_preparation, name="remove_preparation"),
    path("<int:pk>/uppdragsbeskrivning/", parts.terms, name="terms"),
    path("<int:pk>/uppdragsbeskrivning/ny/", parts.attach_terms, name="attach_terms"),
    path("<int:pk>/platser/ny/", seats.add_seat, name="add_seat"),
    path("platser/<int:pk>/", seats.seat_detail, name="seat"),
    path("platser/<int:pk>/andra/", seats.change_seat, name="change_seat"),
    path("platser/<int:pk>/avsluta/", seats.end_seat, name="end_seat"),
    path("platser/<int:pk>/ta-bort/", seats.remove_seat, name="remove_seat"),
    path("<int:pk>/avsluta-mandatperioden/", terms.end_term, name="end_term"),
    path("mandatperiod/<int:pk>/angra/", terms.undo_term, name="undo_term"),
    path("<int:pk>/ny-mandatperiod/", terms.new_term, name="new_term"),
    path("<int:pk>/ny-mandatperiod/<int:principal_pk>/", terms.answer, name="answer"),
    path("<int:pk>/narvaro/", attendance.attendance, name="attendance"),
    path("<int:pk>/narvaro/lista.csv", attendance.attendance_csv, name="attendance_csv"),
    path("<int:pk>/ersattare/", seats.arrange_deputies, name="deputies"),
    path("platser/<int:pk>/utse/", seats.appoint, name="appoint"),
    path("innehav/<int:pk>/avsluta/", seats.end_holding, name="end_holding"),
    path("innehav/<int:pk>/andra/", seats.change_holding, name="change_holding"),
    path("innehav/<int:pk>/ta-bort/", seats.remove_holding, name="remove_holding"),
    path("<int:pk>/sekreterare/ny/", parts.give_role, name="give_role"),
    path("sekreterare/<int:pk>/avsluta/", parts.end_role, name="end_role"),
]
