"""The documents of an agreement. Files have no address of their own: this area hands them out after asking who may."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.agreements import operations, permissions
from samverka.agreements.forms import DocumentForm, FileForm, VersionForm
from samverka.agreements.models import Agreement, AgreementDocument, TextVersion
from samverka.agreements.views.form_pages import crumbs, sent, sent_files, to_agreement
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import drawn, form_page
from samverka.foundation.dates.day import address
from samverka.foundation.documents.models import DocumentVersion
from samverka.foundation.documents.serving import serve


def _form_page(request: Request, agreement: Agreement, form: Any, **context: Any) -> HttpResponse:
    given = {
        "form": form,
        "crumbs": crumbs(request, agreement),
        "cancel": address(request, "agreements:detail", agreement.pk),
    }
    return drawn(request, "agreements/upload.html", given | context, form)


@require_http_methods(["GET", "POST"])
def add_document(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(Agreement, pk=pk)
    permissions.EDIT_AGREEMENTS.require(request.user, agreement)
    form = DocumentForm(sent(request), sent_files(request))
    if request.method == "POST":
        done, _attachment = form.attempt(operations.attach_file, actor=request.user, agreement=agreement)
        if done:
            return to_agreement(request, pk, _("Dokumentet är tillagt."))
    return _form_page(request, agreement, form, heading=_("Lägg till dokument"), submit=_("Lägg till dokumentet"))


@require_http_methods(["GET", "POST"])
def add_version(request: Request, pk: int) -> HttpResponse:
    attachment = _attachment(pk)
    permissions.EDIT_AGREEMENTS.require(request.user, attachment.agreement)
    form = FileForm(sent(request), sent_files(request))
    if request.method == "POST":
        done, version = form.attempt(operations.add_file_version, actor=request.user, attachment=attachment)
        if done and version:
            return to_agreement(
                request, attachment.agreement_id, _("Version %(number)s är den senaste.") % {"number": version.number}
            )
    heading = _("Ny version av %(title)s") % {"title": attachment.document.title}
    return _form_page(request, attachment.agreement, form, heading=heading, submit=_("Lägg till versionen"))


@require_http_methods(["GET", "POST"])
def tell_version(request: Request, pk: int, version_pk: int) -> HttpResponse:
    """What a version is: its name, its days, its kind."""
    attachment = _attachment(pk)
    agreement = attachment.agreement
    permissions.EDIT_AGREEMENTS.require(request.user, agreement)
    version = get_object_or_404(DocumentVersion, pk=version_pk, document=attachment.document_id)
    told = TextVersion.objects.filter(attachment=attachment, file_version=version).first()
    said = {name: getattr(told, name) for name in ("label", "dated_on", "valid_from", "note")} if told else {}
    form = VersionForm(sent(request), initial=said | {"kind": attachment.kind, "version": agreement.version})
    if request.method == "POST":
        done, changed = form.attempt(
            operations.tell_version, actor=request.user, attachment=attachment, file_version=version
        )
        if done:
            said_so = _("Uppgifterna om versionen är sparade.") if changed else _("Inget var ändrat.")
            return to_agreement(request, agreement.pk, said_so)
    return form_page(
        request,
        form,
        heading=_("Uppgifter om versionen"),
        lede=f"{attachment.document.title}, {version}",
        submit=_("Spara uppgifterna"),
        crumbs=crumbs(request, agreement),
    )


@require_POST
def detach_document(request: Request, pk: int) -> HttpResponse:
    attachment = _attachment(pk)
    permissions.EDIT_AGREEMENTS.require(request.user, attachment.agreement)
    operations.detach_document(actor=request.user, attachment=attachment)
    return to_agreement(
        request, attachment.agreement_id, _("Dokumentet hör inte längre till avtalet. Filen finns kvar i Samverka.")
    )


@require_safe
def hand_out(request: Request, pk: int, version_pk: int) -> FileResponse:
    """A version of a document of this agreement; 404 for any other."""
    agreement = get_object_or_404(Agreement, pk=pk)
    permissions.VIEW_AGREEMENTS.require(request.user, agreement)
    version = get_object_or_404(
        DocumentVersion.objects.select_related("file"),
        pk=version_pk,
        document__agreement_attachments__agreement=agreement,
    )
    try:
        return serve(version)
    except FileNotFoundError:
        raise Http404(_("Filen saknas på servern. Säg till den som sköter driften.")) from None


def _attachment(pk: int) -> AgreementDocument:
    found: AgreementDocument = get_object_or_404(
        AgreementDocument.objects.select_related("agreement", "document"), pk=pk
    )
    return found
