"""What every test may use. The settings of the suite, with a data folder of its own, are `tests/settings.py`."""

pytest_plugins = ["tests.needs", "tests.cast"]
