"""Addresses of editions, beneath those of the area."""

from django.urls import path

from samverka.action_register.editions.views import comments, compare, editions, files

urlpatterns = [
    path("<int:pk>/utgavor/", editions.edition_list, name="editions"),
    path("<int:pk>/utgavor/ny/", editions.create_edition, name="create_edition"),
    path("<int:pk>/jamfor/", compare.compare, name="compare"),
    path("<int:pk>/jamfor.csv", compare.compare_csv, name="compare_csv"),
    path("utgava/<int:pk>/", editions.edition, name="edition"),
    path("utgava/<int:pk>/utgava.docx", files.edition_word, name="edition_word"),
    path("utgava/<int:pk>/utgava.pdf", files.edition_pdf, name="edition_pdf"),
    path("utgava/<int:pk>/utgava.xlsx", files.edition_excel, name="edition_excel"),
    path("utgava/<int:pk>/andra/", editions.change_edition, name="change_edition"),
    path("utgava/<int:pk>/skicka/", editions.send_edition, name="send_edition"),
    path("utgava/<int:pk>/behandlad/", editions.take_edition, name="take_edition"),
    path("utgava/<int:pk>/beslut/", editions.decision, name="edition_decision"),
    path("utgava/<int:pk>/dra-tillbaka/", editions.withdraw_edition, name="withdraw_edition"),
    path("utgava/<int:pk>/synpunkter/", comments.edition_comments, name="edition_comments"),
    path("utgava/<int:pk>/lamna-synpunkt/", comments.comment, name="comment"),
    path("utgava/svar/<int:pk>/inget-att-anmarka/", comments.no_remarks, name="no_remarks"),
    path("utgava/svar/<int:pk>/ta-tillbaka/", comments.take_back, name="take_back_answer"),
    path("utgava/synpunkt/<int:pk>/svara/", comments.answer_comment, name="answer_comment"),
    path("utgava/synpunkt/<int:pk>/ta-bort/", comments.remove_comment, name="remove_comment"),
]
