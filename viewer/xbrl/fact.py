"""What a fact of XBRL is, filed inline or in an instance, as records, with its period and unit in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

__all__ = ["Dimension", "Fact", "FactContext", "Period", "unit_words"]

_MIDNIGHT = re.compile(r"T00:00:00(?:\.0+)?Z?$")
_MEASURES = re.compile(r"^(?:iso4217|xbrli):")


class Period(NamedTuple):
    """When a fact holds, dates as filed: at `end` alone, from `start` to `end`, or, both empty, for ever."""

    start: str = ""
    end: str = ""

    @property
    def words(self) -> str:
        """The period in words.

        >>> Period("2015-01-01", "2015-12-31").words
        '2015-01-01 to 2015-12-31'
        """
        if self.start:
            return f"{_MIDNIGHT.sub('', self.start)} to {self.end}"
        return self.end or "forever"


class Dimension(NamedTuple):
    """An axis and the member of it that a fact is about; `typed` where the member is a value, no concept."""

    axis: str
    member: str
    typed: bool = False


class FactContext(NamedTuple):
    """Whom and when facts are about: the entity's identifier (a CIK), the period, the dimensions."""

    entity: str = ""
    period: Period = Period()
    dimensions: tuple[Dimension, ...] = ()

    @property
    def dimension_words(self) -> str:
        """The dimensions in words, a line each."""
        return "\n".join(f"{axis}: {member}" for axis, member, _ in self.dimensions)


class Fact(NamedTuple):
    """One fact as filed and as it is meant.

    `concept` is the name with its prefix; `shown` the words on the page, of a hidden fact those in the hidden part;
    `value` the value in the sense of XBRL (a number without separators, scaled and signed; an ISO date; a text), and
    `number` the same where it is a number. `scale`, `sign`, `decimals` and `format` are as filed, `""` where nothing
    was filed; `context` is `None` where the context that the fact names is missing. `block` is the number of the block
    in the cleaned tree where the fact stands, 0 where it stands in none, as hidden ones do. `label` is what the
    submission's own label linkbase calls the concept, empty where it does not. `letters` are the first letter of the
    fact in its block and the one behind its last, white space not counted; alike where unknown.
    """

    concept: str
    shown: str
    value: str
    number: Decimal | None = None
    unit: str = ""
    context: FactContext | None = None
    scale: str = ""
    sign: str = ""
    format: str = ""
    decimals: str = ""
    hidden: bool = False
    nil: bool = False
    block: int = 0
    id: str = ""
    label: str = ""
    letters: tuple[int, int] = (0, 0)


def unit_words(numerators: Iterable[str], denominators: Iterable[str] = ()) -> str:
    """Return the measures of a unit as words.

    >>> unit_words(["iso4217:USD"], ["xbrli:shares"])
    'USD / shares'
    """
    upper = " × ".join(_MEASURES.sub("", measure) for measure in numerators)
    lower = " × ".join(_MEASURES.sub("", measure) for measure in denominators)
    return f"{upper} / {lower}" if lower else upper
