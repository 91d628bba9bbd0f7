"""Every test has a data folder of its own; nothing it writes stays."""

import os
import tempfile

os.environ.setdefault("SAMVERKA_DATA", tempfile.mkdtemp(prefix="samverka-test-"))
os.environ.setdefault("SAMVERKA_SECRET_KEY", "only-for-tests")
