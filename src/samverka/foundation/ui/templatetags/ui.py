"""Tags that every template has without loading them: icons, distances to a day, kept query parameters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.db.models import Model
from django.forms import BaseForm
from django.template.base import Node, NodeList, Parser, Token
from django.templatetags.i18n import TranslateNode, do_translate
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samverka.foundation.dates.day import PARAMETER
from samverka.foundation.dates.words import day_in_words, distance_in_words
from samverka.foundation.ui import history
from samverka.foundation.ui.navigation import Group, Link, phone_links
from samverka.foundation.ui.tables import PAGE, SORT, NumberedPage, Sorting

register = template.Library()

NEAR_DAYS = 14  # ../shared/ui/README: `.due` is near at 14 days or less

ICONS = {
    "home": '<path d="M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11"/><path d="m3.5 6 1 1 2-2M3.5 12l1 1 2-2M3.5 18h2"/>',
    "meetings": '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>',
    "agreements": '<path d="M3 7h10M8 12h12M5 17h9"/>',
    "forum": '<circle cx="12" cy="5.5" r="2.5"/><circle cx="5" cy="18" r="2.5"/><circle cx="19" cy="18" r="2.5"/>'
    '<path d="M12 8v4M12 12 6.4 15.9M12 12l5.6 3.9"/>',
    "meeting": '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawn sign beside a word. Raises `KeyError` for an unknown name."""
    return mark_safe(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>')  # noqa: S308 - drawings of our own


@register.filter
def phone(groups: Sequence[Group]) -> list[Link]:
    return phone_links(groups)


@register.simple_tag(takes_context=True)
def due(context: template.Context, day: dt.date | None, done_on: dt.date | None = None) -> SafeString | str:
    """How far it is to `day` from the day of the page, as `.due`; with `done_on` when it was done. Nothing for no day."""
    if done_on:
        return format_html(
            '<span class="due is-done">{}</span>', _hard(_("klar %(day)s") % {"day": day_in_words(done_on, short=True)})
        )
    if day is None:
        return ""
    on = context["day"]
    days = (day - on).days
    if days < 0:
        late = ngettext("försenad %(days)d dag", "försenad %(days)d dagar", -days) % {"days": -days}
        return format_html('<span class="due is-late">{}</span>', _hard(late))
    state = " is-near" if days <= NEAR_DAYS else ""
    return format_html('<span class="due{}">{}</span>', state, _hard(distance_in_words(day, on)))


@register.simple_tag(takes_context=True)
def keep_query(context: template.Context, *without: str) -> SafeString:
    """Hidden fields for every query parameter of this page but those named, so that a GET form keeps the rest."""
    request = context["request"]
    kept = [(key, value) for key, values in request.GET.lists() if key not in without for value in values]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)


@register.simple_tag(takes_context=True)
def keep_day(context: template.Context) -> SafeString | str:
    """A hidden field that keeps the day of the page in a GET form; nothing on the ordinary day."""
    if not context.get("as_of"):
        return ""
    return format_html('<input type="hidden" name="{}" value="{}">', PARAMETER, context["day"].isoformat())


@register.simple_tag
def options(choices: Iterable[Any], chosen: Any = None) -> SafeString:
    """The `<option>`s of a filter. `choices`: pairs of value and words, records (primary key and label), or plain words.
    Written here because the filters of a list hold some fifty."""
    drawn = []
    for choice in choices:
        value, words = _value_and_words(choice)
        mark = " selected" if value == chosen else ""
        drawn.append(f'<option value="{conditional_escape(value)}"{mark}>{conditional_escape(words)}</option>')
    return mark_safe("".join(drawn))  # noqa: S308 - each part escaped above


@register.filter
def option_tags(groups: Iterable[tuple[Any, list[Mapping[str, Any]], int]]) -> SafeString:
    """The options of a form's select, as Django's widget gives them: by group, with value, label and attributes."""
    drawn = []
    for heading, choices, _number in groups:
        tags = "".join(map(_option_tag, choices))
        drawn.append(f'<optgroup label="{conditional_escape(heading)}">{tags}</optgroup>' if heading else tags)
    return mark_safe("".join(drawn))  # noqa: S308 - each part escaped


def _option_tag(choice: Mapping[str, Any]) -> str:
    given = ((name, value) for name, value in choice["attrs"].items() if value is not False)
    attributes = "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"' for name, value in given
    )
    return f'<option value="{conditional_escape(str(choice["value"]))}"{attributes}>{conditional_escape(choice["label"])}</option>'


def _value_and_words(choice: Any) -> tuple[Any, Any]:
    if isinstance(choice, tuple):
        return choice
    if isinstance(choice, Model):
        return choice.pk, getattr(choice, "label", None) or str(choice)
    return choice, choice


@register.simple_tag
def no_missing(component: str, **values: Any) -> str:
    """First line of a component: raises if an attribute that it cannot do without is missing or empty."""
    missing = [name for name, value in values.items() if value is None or value == ""]
    if missing:
        raise template.TemplateSyntaxError(f"<c-{component}> needs {', '.join(missing)}")
    return ""


@register.simple_tag
def sort_state(sorting: Sorting, key: str) -> str:
    return sorting.state(key)


@register.simple_tag(takes_context=True)
def sort_link(context: template.Context, sorting: Sorting, key: str) -> str:
    """This page sorted by another column, from its first page; the other parameters stay."""
    query = context["request"].GET.copy()
    query.pop(PAGE, None)
    query[SORT] = sorting.next_for(key)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def page_links(context: template.Context, page: NumberedPage) -> list[tuple[str, str, str, bool]]:
    """What `<c-pagination>` draws of each page to offer: its number, the same in words, its address (none for a gap), and
    whether it is this one."""
    query = context["request"].GET.copy()
    links = []
    for number in page.numbers():
        if isinstance(number, int):
            query[PAGE] = number
            words = _("Sida %(number)s") % {"number": number}
            links.append((str(number), words, f"?{query.urlencode()}", number == page.number))
        else:
            links.append((number, "", "", False))
    return links


@register.simple_tag
def history_lines(
    entries: Iterable[history.Entry], verbs: Mapping[str, Any] | None = None, known: Iterable[Model] | None = None
) -> list[history.Line]:
    return history.lines(entries, verbs, known or ())


@register.filter
def error_count(form: BaseForm) -> int:
    """How many things are wrong with a form."""
    return sum(len(errors) for errors in form.errors.values())


@register.filter
def error_links(form: BaseForm) -> list[tuple[str, str]]:
    """The errors of each field: the id of its control (nothing for a hidden one) and the words, with the field's label."""
    links = []
    for field in form:
        label = str(field.label).rstrip(":")
        lead = f"{label} " if label.endswith("?") else f"{label}: "
        links += [("" if field.is_hidden else field.auto_id, lead + str(error)) for error in field.errors]
    return links


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Django's `{% translate %}`, which remembers each language's words: a page asks for two hundred of them."""
    node = do_translate(parser, token)
    said = node.filter_expression
    is_constant = not said.filters and said.var.lookups is None and node.message_context is None and not node.noop
    return _Words(node) if is_constant else node


class _Words(Node):
    child_nodelists = ()

    def __init__(self, node: TranslateNode) -> None:
        self.asvar, node.asvar = node.asvar, None
        self.node = node
        self.known: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        language = get_language()
        words = self.known.get(language)
        if words is None:
            words = self.known[language] = self.node.render(context)
        if not self.asvar:
            return words
        context[self.asvar] = words
        return ""


@register.simple_tag(name="static")
@lru_cache(maxsize=200)
def static_address(path: str) -> str:
    """Django's `{% static %}`, remembered: every page asks for the same few."""
    return static(path)


@register.tag
def pagetitle(parser: Parser, token: Token) -> Node:
    """`{% pagetitle %}…{% endpagetitle %}`: `… – Samverka`, on one line; only `Samverka` if the page gave no title."""
    nodes = parser.parse(("endpagetitle",))
    parser.delete_first_token()
    return _PageTitle(nodes)


class _PageTitle(Node):
    def __init__(self, nodes: NodeList) -> None:
        self.nodelist = nodes

    def render(self, context: template.Context) -> SafeString:
        title = " ".join(self.nodelist.render(context).split())
        return mark_safe(f"{title} – Samverka" if title else "Samverka")  # noqa: S308 - rendered, so escaped already


def _hard(text: str) -> str:
    return text.replace(" ", "\u00a0")
