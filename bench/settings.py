"""The installation's settings with one address more: the bare view that pages are compared with."""

from samverka.config.settings import *  # noqa: F403 - the same settings, and one line

MIDDLEWARE = ["bench.bare.BareMiddleware", *MIDDLEWARE]  # noqa: F405 - of the settings above
