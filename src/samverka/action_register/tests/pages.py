"""Asking for pages, and reading what they say."""

from __future__ import annotations

from django.urls import reverse


def at(name, *args, **query):
    return reverse(f"action_register:{name}", args=args, query=query)


def html(response):
    return response.content.decode()


def subjects(response):
    return [row.subject for group in response.context["groups"] for row in group.rows]
