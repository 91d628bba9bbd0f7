"""`{% kept "agreements.list" may_edit %}…{% endkept %}`: part of a page kept until anything on record changes.

Whatever a page shows of the register is changed only with an entry in the log, so the newest hash of the log tells
whether a part that was drawn before is still true. It is read before the part, so what is kept is never older than the
hash it is kept under. The part may depend on the address with its query, the day, the language, and what is named in the tag –
name everything else that decides what is shown, such as what the user may do. Forms that are posted cannot be kept: their
token is the user's own.

What only a kept part needs is handed to the template as `lazily(…)`, so that it is not read when the part is at hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django import template
from django.core.cache import cache
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from samverka.foundation.audit.queries import newest_hash

register = template.Library()
SECONDS = 3600


def lazily(make: Callable[[], Any]) -> Any:
    """What `make` gives, asked for when it is first looked at."""
    return SimpleLazyObject(make)


@register.tag
def kept(parser: Parser, token: Token) -> Node:
    _tag, *words = token.split_contents()
    if not words:
        raise template.TemplateSyntaxError("kept needs a name of its own: {% kept 'area.part' %}")
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode([parser.compile_filter(word) for word in words], nodes)


class KeptNode(Node):
    def __init__(self, words: list[FilterExpression], nodelist: NodeList) -> None:
        self.words, self.nodelist = words, nodelist

    def render(self, context: template.Context) -> SafeString:
        request = context["request"]
        if not hasattr(request, "newest_hash"):
            request.newest_hash = newest_hash()
        parts = [str(word.resolve(context)) for word in self.words]
        parts += [request.newest_hash, str(request.day), str(get_language()), request.get_full_path()]
        key = "kept-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
        drawn = cache.get(key)
        if drawn is None:
            drawn = str(self.nodelist.render(context))
            cache.set(key, drawn, SECONDS)
        whole: SafeString = mark_safe(drawn)  # noqa: S308 - drawn by a template, so escaped already
        return whole
