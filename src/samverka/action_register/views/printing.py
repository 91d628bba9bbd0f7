"""The whole list as a file: Word, PDF and Excel, as it is on the day of the page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from samverka.action_register import excel, pdf, permissions, word
from samverka.action_register.editions.queries import live_list
from samverka.action_register.printed import PrintedRegister
from samverka.action_register.views.registers import all_registers, chosen_register
from samverka.foundation.accounts.http import Request
from samverka.foundation.dates.day import address
from samverka.foundation.ui.export import file_response


@require_safe
def register_word(request: Request) -> HttpResponse:
    return _file(request, word.document, "docx")


@require_safe
def register_pdf(request: Request) -> HttpResponse:
    return _file(request, pdf.document, "pdf")


@require_safe
def register_excel(request: Request) -> HttpResponse:
    return _file(request, excel.document, "xlsx")


def _file(request: Request, document: Callable[[PrintedRegister], bytes], suffix: str) -> HttpResponse:
    permissions.SEE.require(request.user)
    register = chosen_register(request, all_registers())
    if register is None:
        return HttpResponseRedirect(address(request, "action_register:list"))
    printed = live_list(register, request.day, request.user)
    return file_response(document(printed), f"{printed.title} {printed.day}", suffix)
