"""Documents of an agreement: what is taken, what is refused, how it is handed out."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from samverka.agreements.models import AgreementDocument
from samverka.agreements.tests.stage import agreed
from samverka.foundation.documents.models import DocumentVersion

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"


def package(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def send(client, agreement, data, filename, title="Avtalet"):
    sent = {"title": title, "file": SimpleUploadedFile(filename, data, content_type="application/pdf")}
    return client.post(reverse("agreements:add_document", args=[agreement.pk]), sent)


TAKEN = {
    "avtal.pdf": (PDF, "application/pdf", False),
    "avtal.docx": (
        package("[Content_Types].xml", "word/document.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        True,
    ),
    "avtal.txt": ("Avtal om vård".encode(), "text/plain", False),
    "gammalt.txt": ("Avtal om vård".encode("latin-1"), "text/plain", False),
    "sida.html": (b"<!doctype html><script>alert(1)</script>", "text/html", True),
    "avtal": (PDF, "application/pdf", False),
}


@pytest.mark.parametrize("filename", TAKEN)
def test_a_document_is_told_by_its_bytes_and_never_run(cast, as_, filename):
    data, media_type, is_saved = TAKEN[filename]
    agreement = agreed()
    assert send(as_(cast.coordinator), agreement, data, filename).status_code == 302
    version = DocumentVersion.objects.get()
    response = as_(cast.reader).get(reverse("agreements:document", args=[agreement.pk, version.pk]))
    assert b"".join(response.streaming_content) == data
    assert (response["Content-Type"].partition(";")[0], response["Content-Disposition"].startswith("attachment")) == (
        media_type,
        is_saved,
    )
    assert (response["X-Content-Type-Options"], response["Content-Security-Policy"]) == (
        "nosniff",
        "default-src 'none'; sandbox",
    )


PROGRAM = "Filen är ett program och tas inte emot. Välj ett dokument, till exempel en PDF eller ett Word-dokument."
REFUSED = {
    "program as pdf": ("avtal.pdf", b"MZ\x90\x00\x03" + b"\x00" * 60, PROGRAM),
    "script": ("avtal.pdf", b"#!/bin/sh\necho hej", PROGRAM),
    "empty": ("avtal.pdf", b"", "Filen är tom. Kontrollera att rätt fil valdes och försök igen."),
    "html as pdf": ("avtal.pdf", b"<html><body>Hej", "Filens namn slutar på .pdf, men innehållet är en webbsida. Byt namn eller välj rätt fil."),
    "svg": ("bild.png", b"<svg onload='x'/>", "Filens namn slutar på .png, men innehållet är en webbsida. Byt namn eller välj rätt fil."),
    "archive": ("avtal.docx", package("avtal.exe"), "Filen är ett packat arkiv. Packa upp det och lägg till dokumenten var för sig."),
    "broken": ("avtal.docx", b"PK\x03\x04trasig", "Filen är trasig: den går inte att öppna. Spara dokumentet igen och försök en gång till."),
    "noise": ("avtal.bin", bytes(range(256)) * 4, "Filen är av ett slag som inte tas emot. Spara dokumentet som PDF och försök igen."),
}  # fmt: skip


@pytest.mark.parametrize(("filename", "data", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_document_is_refused_and_nothing_is_stored(cast, as_, filename, data, said):
    response = send(as_(cast.coordinator), agreed(), data, filename)
    assert (response.status_code, response.context["form"].errors) == (422, {"file": [said]})
    assert (DocumentVersion.objects.count(), AgreementDocument.objects.count()) == (0, 0)


@override_settings(UPLOAD_LIMIT=1024 * 1024)
def test_a_file_that_is_too_large_is_refused(cast, as_):
    response = send(as_(cast.coordinator), agreed(), PDF + b" " * 1024 * 1024, "avtal.pdf")
    assert response.context["form"].errors == {"file": ["Filen är större än 1 MB, som är det mesta som tas emot."]}


def test_no_file_and_no_title_is_told(cast, as_):
    response = as_(cast.coordinator).post(reverse("agreements:add_document", args=[agreed().pk]), {})
    assert response.context["form"].errors == {"file": ["Välj en fil."], "title": ["Detta fält måste fyllas i."]}


def test_the_newest_version_stands_first_and_the_older_remain(cast, as_):
    agreement, client = agreed(), as_(cast.coordinator)
    send(client, agreement, PDF, "avtal.pdf")
    attachment = AgreementDocument.objects.get()
    sent = {"file": SimpleUploadedFile("ny.pdf", PDF + b" ")}
    assert client.post(reverse("agreements:add_version", args=[attachment.pk]), sent).status_code == 302
    texts = client.get(reverse("agreements:detail", args=[agreement.pk])).context["texts"]
    assert [(one.version.document.title, one.number, one.version.filename) for one in texts.main] == [
        ("Avtalet", 2, "ny.pdf"),
        ("Avtalet", 1, "avtal.pdf"),
    ]
    client.post(reverse("agreements:detach_document", args=[attachment.pk]))
    texts = client.get(reverse("agreements:detail", args=[agreement.pk])).context["texts"]
    assert (texts.main, texts.others) == ([], [])


def test_a_file_is_handed_out_only_with_its_own_agreement(cast, as_):
    first, second = agreed("A"), agreed("B")
    send(as_(cast.coordinator), first, PDF, "avtal.pdf")
    version = DocumentVersion.objects.get()
    assert as_(cast.reader).get(reverse("agreements:document", args=[second.pk, version.pk])).status_code == 404
    version.file.path.unlink()
    assert as_(cast.reader).get(reverse("agreements:document", args=[first.pk, version.pk])).status_code == 404
