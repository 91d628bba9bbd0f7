"""Addresses of this area."""

from django.urls import path

from samverka.action_register.editions.urls import urlpatterns as editions
from samverka.action_register.views import follow_ups, headings, items, printing, registers, through

app_name = "action_register"
urlpatterns = [
    path("", registers.register_list, name="list"),
    path("balanslista.csv", registers.register_csv, name="csv"),
    path("balanslista.docx", printing.register_word, name="word"),
    path("balanslista.pdf", printing.register_pdf, name="pdf"),
    path("balanslista.xlsx", printing.register_excel, name="excel"),
    path("ny-lista/", registers.open_register, name="open"),
    path("<int:pk>/namn/", registers.rename_register, name="rename"),
    path("<int:pk>/ny-rad/", items.create_item, name="create"),
    path("<int:pk>/rubriker/", headings.headings, name="headings"),
    path("<int:pk>/rubriker/ny-inriktning/", headings.add_direction, name="add_direction"),
    path("<int:pk>/rubriker/nytt-omrade/", headings.add_area, name="add_area"),
    path("<int:pk>/ga-igenom/", through.choose, name="choose_meeting"),
    path("<int:pk>/ga-igenom/<int:meeting>/", through.through, name="through"),
    path("<int:pk>/ga-igenom/<int:meeting>/andrat/", through.summary, name="through_summary"),
    path("<int:pk>/ga-igenom/<int:meeting>/lofte/<int:entry>/", through.entry, name="through_entry"),
    path("<int:pk>/ga-igenom/<int:meeting>/rad/<int:item>/", through.row, name="through_item"),
    path("inriktning/<int:pk>/", headings.change_direction, name="change_direction"),
    path("inriktning/<int:pk>/flytta/", headings.move_direction, name="move_direction"),
    path("inriktning/<int:pk>/ta-bort/", headings.remove_direction, name="remove_direction"),
    path("inriktning/<int:pk>/flytta-rader/", headings.move_direction_rows, name="move_direction_rows"),
    path("omrade/<int:pk>/flytta-rader/", headings.move_area_rows, name="move_area_rows"),
    path("omrade/<int:pk>/", headings.change_area, name="change_area"),
    path("omrade/<int:pk>/ta-bort/", headings.remove_area, name="remove_area"),
    path("rad/<int:pk>/", items.item_detail, name="detail"),
    path("rad/<int:pk>/historik/", items.item_history, name="history"),
    path("rad/<int:pk>/kalla/<int:ref>/", items.source, name="source"),
    path("rad/<int:pk>/andra/", items.change_item, name="change"),
    path("rad/<int:pk>/avtal/", items.link_agreements, name="agreements"),
    path("rad/<int:pk>/avsluta/", items.close_item, name="close"),
    path("rad/<int:pk>/avfor/", items.drop_item, name="drop"),
    path("rad/<int:pk>/ta-upp-igen/", items.reopen_item, name="reopen"),
    path("rad/<int:pk>/ta-bort/", items.delete_item, name="delete"),
    path("rad/<int:pk>/ny-uppfoljning/", follow_ups.add_follow_up, name="add_follow_up"),
    path("tolkning/", follow_ups.reading, name="reading"),
    path("uppfoljning/<int:pk>/klart/", follow_ups.mark_done, name="mark_done"),
    path("uppfoljning/<int:pk>/mote/", follow_ups.choose_meeting, name="meeting"),
    path("uppfoljning/<int:pk>/skjut-upp/", follow_ups.postpone, name="postpone"),
    path("uppfoljning/<int:pk>/stryk/", follow_ups.cancel, name="cancel"),
    path("uppfoljning/<int:pk>/ta-upp-igen/", follow_ups.reopen, name="reopen_follow_up"),
    *editions,
]
