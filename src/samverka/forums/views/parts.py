"""What belongs to a forum: its terms of reference, preparing relations and roles."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.forums import operations, permissions
from samverka.forums.forms.forum import EndForumRoleForm, ForumRoleForm, TermsForm
from samverka.forums.models import Forum, ForumRole, Preparation
from samverka.forums.views.forums import crumbs
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import form_page
from samverka.foundation.dates.day import address
from samverka.foundation.documents.models import DocumentVersion
from samverka.foundation.documents.serving import serve


def _to_forum(request: Request, forum_id: int, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(address(request, "forums:detail", forum_id))


def _form_page(request: Request, forum: Forum, form: Any, *, heading: str, submit: str, lede: str = "") -> HttpResponse:
    return form_page(request, form, heading=heading, submit=submit, crumbs=crumbs(request, forum), lede=lede)


@require_http_methods(["GET", "POST"])
def attach_terms(request: Request, pk: int) -> HttpResponse:
    forum = get_object_or_404(Forum.objects.select_related("terms_of_reference"), pk=pk)
    permissions.CHANGE.require(request.user, forum)
    form = TermsForm(request.POST, request.FILES) if request.method == "POST" else TermsForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["terms"]
        operations.attach_terms_of_reference(
            actor=request.user, forum=forum, data=file.data, media_type=file.media_type, filename=file.filename
        )
        return _to_forum(request, pk, _("Uppdragsbeskrivningen är sparad."))
    lede = _("Finns en redan läggs den nya till som nästa version, och den tidigare finns kvar.")
    return _form_page(
        request,
        forum,
        form,
        heading=_("Lägg till uppdragsbeskrivning för %(name)s") % {"name": forum.label},
        submit=_("Spara uppdragsbeskrivningen"),
        lede=lede,
    )


@require_safe
def terms(request: Request, pk: int) -> FileResponse:
    permissions.SEE.require(request.user)
    version = (
        DocumentVersion.objects.filter(document__in=Forum.objects.filter(pk=pk).values("terms_of_reference"))
        .select_related("file")
        .last()
    )
    if version is None:
        raise Http404
    return serve(version)


@require_POST
def remove_preparation(request: Request, pk: int) -> HttpResponse:
    preparation = get_object_or_404(Preparation.objects.select_related("preparer", "prepares_for"), pk=pk)
    permissions.CHANGE.require(request.user, preparation.preparer)
    operations.remove_preparation(actor=request.user, preparation=preparation)
    said = _("%(name)s bereder inte längre åt %(other)s.") % {
        "name": preparation.preparer.label,
        "other": preparation.prepares_for.label,
    }
    return _to_forum(request, preparation.preparer_id, said)


@require_http_methods(["GET", "POST"])
def give_role(request: Request, pk: int) -> HttpResponse:
    forum = get_object_or_404(Forum, pk=pk)
    permissions.GIVE_ROLES.require(request.user, forum)
    form = ForumRoleForm(request.POST or None, instance=ForumRole(forum=forum))
    if request.method == "POST":
        done, role = form.attempt(operations.give_role, actor=request.user, forum=forum)
        if done and role:
            return _to_forum(
                request,
                pk,
                _("%(name)s är nu %(role)s.") % {"name": role.user, "role": role.get_role_display().lower()},
            )
    lede = _("En sekreterare får ändra forumets uppgifter, platser och rader i balanslistan, och läsa in dokument.")
    return _form_page(
        request,
        forum,
        form,
        heading=_("Utse sekreterare i %(name)s") % {"name": forum.label},
        submit=_("Utse sekreteraren"),
        lede=lede,
    )


@require_http_methods(["GET", "POST"])
def end_role(request: Request, pk: int) -> HttpResponse:
    role = get_object_or_404(ForumRole.objects.select_related("forum", "user"), pk=pk)
    permissions.GIVE_ROLES.require(request.user, role.forum)
    form = EndForumRoleForm(request.POST or None, record=role)
    if request.method == "POST":
        done, _changed = form.attempt(operations.end_role, actor=request.user, role=role)
        if done:
            return _to_forum(request, role.forum_id, _("Rollens sista dag är noterad."))
    heading = _("Avsluta rollen som %(role)s för %(name)s") % {
        "name": role.user,
        "role": role.get_role_display().lower(),
    }
    return _form_page(request, role.forum, form, heading=heading, submit=_("Avsluta rollen"))
