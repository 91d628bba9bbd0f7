"""Every test has a data folder of its own; nothing it writes stays. The cast of people is shared by all."""

import os
import tempfile

os.environ.setdefault("SAMVERKA_DATA", tempfile.mkdtemp(prefix="samverka-test-"))
os.environ.setdefault("SAMVERKA_SECRET_KEY", "only-for-tests")

pytest_plugins = ["tests.cast"]
