"""The words over a column or before a row to whether what stands there are codes: names made of digits, no amounts."""

from __future__ import annotations

import re

_NUMBER = r"(?:nos?\.?|numbers?|numeral|codes?|ids?|#)"
_ALONE = (
    r"cusip|cik|isin|sedol|lei|ein|tin|zip|sic|crd|naics|postal|area|telephone|phone|fax|ticker|irs employer"
)
_NUMBERED = (
    r"file|registration|exhibit|accession|patent|account|serial|loan|lease|contract|policy|permit|identification"
    r"|certificate|employer i\.?d\.?"
)
_WHOLE = r"rule|item|section|exhibit"
_END = r"(?:\s*\([^()]*\))?\s*[:*]?"
_CODES = re.compile(
    rf"(?:.*[\s/(])?(?:(?:{_ALONE})(?:\s*{_NUMBER})?(?:\s+identification\s+{_NUMBER})?|(?:{_NUMBERED})\s*{_NUMBER}"
    r"|(?:series|class|tax|issuer|security|central index)\s+(?:ids?|identifiers?|keys?)"
    rf"|fee calculation (?:or carry forward )?rule){_END}"
    rf"|(?:incorporated by reference\s+)?(?:{_WHOLE})(?:\s+{_NUMBER})?{_END}",
    re.IGNORECASE,
)
_PAGES = re.compile(r"(?:.*\s)?pages?(?:\(s\))?(?:\s*(?:nos?\.?|numbers?|#))?\s*", re.IGNORECASE)
_TELEPHONE = re.compile(r"\(\d{3}\)\s*\d{3}[-.\s]\d{4}.*", re.ASCII)
_LONGEST = 120


def names_codes(words: str) -> bool:
    """Whether a heading or a stub names codes, such as CUSIP numbers, telephone numbers or rules.

    >>> names_codes("CUSIP No."), names_codes("Carry Forward File Number"), names_codes("Number of loans")
    (True, True, False)
    """
    return len(words) <= _LONGEST and _CODES.fullmatch(words) is not None


def names_pages(words: str) -> bool:
    """Whether a heading stands over numbers of pages."""
    return len(words) <= _LONGEST and _PAGES.fullmatch(words) is not None


def is_telephone(words: str) -> bool:
    """Whether words begin with a telephone number whose area code stands in brackets."""
    return _TELEPHONE.match(words) is not None
