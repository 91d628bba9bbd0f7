"""Log in, log out, change password and appearance, look at and revoke one's links; change between accounts in the demonstration."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.foundation.accounts import operations, queries
from samverka.foundation.accounts.forms import LoginForm, PasswordForm
from samverka.foundation.accounts.models import TokenLink, User
from samverka.foundation.accounts.states import Theme
from samverka.foundation.ui.language import remember


@method_decorator(login_not_required, name="dispatch")
class LoginView(auth_views.LoginView):
    template_name = "accounts/login.html"
    form_class = LoginForm
    authentication_form = LoginForm
    redirect_authenticated_user = True


@method_decorator(login_not_required, name="dispatch")
class LogoutView(auth_views.LogoutView):
    """POST only. Someone whose session has already ended comes to the login page too."""


@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password. A demonstration account keeps its own, or it would be lost to the next visitor."""
    user = _user(request)
    if user.is_demo:
        raise PermissionDenied(_("Ett demonstrationskonto har inget eget lösenord att byta."))
    form = PasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.set_password(user=user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, user)
        messages.success(request, _("Lösenordet är bytt. Det gäller nästa gång du loggar in."))
        return HttpResponseRedirect("/")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the computer."""
    choice = request.POST.get("theme", "")
    if choice not in Theme.values:
        raise BadRequest("unknown theme")
    operations.set_theme(user=_user(request), theme=choice)
    return HttpResponseRedirect(_next(request))


@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """One's own links: what they show, when they were last asked, and until when they answer."""
    answering, ended = queries.links_of(_user(request), timezone.now())
    return render(request, "accounts/links.html", {"answering": answering, "ended": ended})


@require_POST
def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    user = _user(request)
    link = get_object_or_404(TokenLink, pk=pk, user=user)
    if operations.revoke_link(link=link, by=user):
        messages.success(request, _("Länken är återkallad. Kalendern slutar att hämta från Samverka."))
    return HttpResponseRedirect(reverse("accounts:links"))


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Swedish or English, also before logging in."""
    choice = request.POST.get("language", "")
    if choice not in dict(settings.LANGUAGES):
        raise BadRequest("unknown language")
    response = HttpResponseRedirect(_next(request))
    remember(response, choice)
    return response


@login_not_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Become another account of the demonstration. Outside it the address does not exist."""
    if not settings.DEMO:
        raise Http404
    key = request.POST.get("user", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 10):
        raise BadRequest("not an account")
    user = get_object_or_404(User, pk=int(key), is_demo=True, is_active=True)
    login(request, user, backend="samverka.foundation.accounts.backend.Backend")
    messages.success(request, _("Du är nu %(name)s.") % {"name": user})
    return HttpResponseRedirect(_next(request))


def _user(request: HttpRequest) -> User:
    """The one logged in; the middleware has seen to it that there is one."""
    assert isinstance(request.user, User)
    return request.user


def _next(request: HttpRequest) -> str:
    """Where the form says to go, if that is on this site; else the first page."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else "/"
