"""`python -m samverka` is the `samverka` command."""

import sys

from samverka.cli import main

sys.exit(main())
