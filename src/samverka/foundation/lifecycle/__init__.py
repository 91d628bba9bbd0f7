"""One way to change state: a table of verbs, from, to, who may and what must hold.

Lifecycles hold only working states; what depends on the day is computed (design §3.6). `docs/lifecycles/` is drawn
from the tables.
"""

from samverka.foundation.lifecycle.mechanism import Lifecycle, Refused, Transition, perform

__all__ = ["Lifecycle", "Refused", "Transition", "perform"]
