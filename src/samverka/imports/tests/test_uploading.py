"""Choosing files to read in: what may be chosen is said, and what was not read says why."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from samverka.imports.forms import UploadForm
from samverka.imports.models import ImportRun
from samverka.imports.operations import start_import

pytestmark = pytest.mark.django_db


def test_what_may_be_chosen_is_said_with_its_limits(cast, as_):
    client, page = as_(cast.secretary), reverse("imports:list")
    assert "högst 50 MB för PDF och bilder och 25 MB för annat" in client.get(page).content.decode()
    sent = client.post(page, {"documents": SimpleUploadedFile("handlingar.ZIP", b"PK\x03\x04")})
    assert "arkiv med flera filer" in sent.content.decode() and not ImportRun.objects.exists()
    large = SimpleUploadedFile("lista.docx", b"x")
    large.size = 26 * 1024 * 1024
    assert not UploadForm({}, MultiValueDict({"documents": [large]})).is_valid()


def test_the_list_says_why_a_document_could_not_be_read(cast, as_):
    run, _new = start_import(actor=cast.secretary, data=b"x", filename="lista.md")
    ImportRun.objects.filter(pk=run.pk).update(state="failed", failure="Filen är skyddad med lösenord.")
    assert "Filen är skyddad med lösenord." in as_(cast.secretary).get(reverse("imports:list")).content.decode()
