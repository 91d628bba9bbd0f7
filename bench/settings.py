"""The installation's settings with one address more: the bare view that pages are compared with, behind the middleware
that Django's own project template has."""

from samverka.config.settings import *  # noqa: F403 - the same settings, and one line

_last = MIDDLEWARE.index("django.middleware.clickjacking.XFrameOptionsMiddleware")  # noqa: F405 - of the settings above
MIDDLEWARE = [*MIDDLEWARE[: _last + 1], "bench.bare.BareMiddleware", *MIDDLEWARE[_last + 1 :]]  # noqa: F405
