"""The settings of the suite: a data folder of its own that is removed afterwards, and nothing from the caller's environment.

SAMVERKA_TEST_DATABASE (`postgresql://…`) runs the suite on PostgreSQL; without it, SQLite in memory.
"""

import atexit
import os
import shutil
import tempfile

_database = os.environ.get("SAMVERKA_TEST_DATABASE", "")
_folder = tempfile.mkdtemp(prefix="samverka-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

for _name in [name for name in os.environ if name.startswith("SAMVERKA_") and name != "SAMVERKA_TEST_DATABASE"]:
    del os.environ[_name]
os.environ |= {"SAMVERKA_DATA": _folder, "SAMVERKA_SECRET_KEY": "only-for-tests", "SAMVERKA_DATABASE": _database}

from samverka.config.settings import *  # noqa: E402, F403 - the environment must be ready before it is read

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # hundreds of logins; strength is not tested here
if not _database:  # pytest-django knows Django's own SQLite only, and would put the suite's beside the settings' file
    DATABASES["default"].setdefault("TEST", {})["NAME"] = ":memory:"  # noqa: F405
