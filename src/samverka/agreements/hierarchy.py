"""Agreements under agreements: who belongs to whom. Pure, and never lost in a circle, should there be one.

`parents` is `{agreement: the one that it belongs to}` of those that belong to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Parents = Mapping[int, int]


def above(key: int, parents: Parents) -> list[int]:
    """What the agreement belongs to, the nearest first."""
    found: list[int] = []
    while key in parents and parents[key] not in found:
        key = parents[key]
        found.append(key)
    return found


def makes_a_circle(key: int, parent: int, parents: Parents) -> bool:
    """Whether the agreement would come to belong to itself, at whatever distance."""
    return key == parent or key in above(parent, parents)


def in_order(keys: Iterable[int], parents: Parents) -> list[tuple[int, int]]:
    """The agreements with those that belong to them right after, and how deep each stands; else in the order given. One whose
    nearest is not among them stands at the top."""
    given = dict.fromkeys(keys)
    under: dict[int, list[int]] = {}
    for key in given:
        if parents.get(key) in given:
            under.setdefault(parents[key], []).append(key)
    found: dict[int, int] = {}
    for top in [*(key for key in given if parents.get(key) not in given), *given]:  # what is left stands in a circle
        to_do = [(top, 0)]
        while to_do:
            key, depth = to_do.pop()
            if key not in found:
                found[key] = depth
                to_do += [(each, depth + 1) for each in reversed(under.get(key, []))]
    return list(found.items())


def family(key: int, parents: Parents) -> list[tuple[int, int]]:
    """The agreement at the top of all that it belongs to, with everything under that, in the order of `parents`; how deep
    each stands."""
    top = above(key, parents)[-1] if key in parents else key
    return in_order([top, *(each for each in parents if each == key or top in above(each, parents))], parents)
