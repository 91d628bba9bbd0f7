"""Words of agreements for the templates. Forums of the list are drawn in Python: some hundred stand on a page, and a
template's loop costs several times as much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samverka.agreements import labels
from samverka.agreements.explain import period_in_words
from samverka.agreements.ladder import Deadline, Reminder
from samverka.agreements.queries.calendar import CalendarDay
from samverka.agreements.queries.register import NamedForum
from samverka.agreements.queries.reminders import DueStep, deadline_in_words, step_in_words

register = template.Library()


@register.filter
def forum_links(forums: Iterable[NamedForum]) -> SafeString:
    """Each forum as a link to its page; one that is not known as such."""
    return mark_safe(", ".join(map(_link, forums)))  # noqa: S308 - every value is escaped in `_link`


@register.filter
def kind_label(kind: str) -> str:
    """The word of an agreement's kind."""
    return labels.kind_label(kind)


@register.filter
def period(iso: str) -> str:
    """`P1Y` as `1 år`."""
    return period_in_words(iso)


@register.filter
def day_note(day: CalendarDay) -> str:
    """Why a day of the calendar is not certain; empty where it is."""
    return labels.day_note(day.coming)


@register.filter
def step_words(reminder: Reminder) -> str:
    """`6 månader före: sista dagen`."""
    return step_in_words(reminder)


@register.filter
def step_for(steps: Mapping[int, DueStep], agreement: int) -> DueStep | None:
    """The step of one agreement."""
    return steps.get(agreement)


@register.filter
def deadline_words(deadline: Deadline) -> str:
    """What a reminder is about: `Sista dagen`, `Uppföljning`."""
    return deadline_in_words(deadline)


def _link(forum: NamedForum) -> str:
    if forum.href:
        return f'<a href="{escape(forum.href)}">{escape(forum.label)}</a>'
    unknown = escape(_("(okänt forum)"))
    return f'<span class="tag is-doubt">{escape(forum.label)}<span class="vh"> {unknown}</span></span>'
