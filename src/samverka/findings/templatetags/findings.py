"""What a page that shows findings asks about them."""

from __future__ import annotations

from django import template
from django.template.context import Context

from samverka.findings.permissions import CHECK_FINDINGS

register = template.Library()


@register.simple_tag(takes_context=True)
def may_check_findings(context: Context) -> bool:
    """Whether the user settles findings, or only reads them."""
    return CHECK_FINDINGS(context["request"].user)
