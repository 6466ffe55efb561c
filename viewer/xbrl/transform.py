"""The words of an inline fact and its format to the value that is meant: `June 30, 2024` to `2024-06-30`.

The formats are those of the Transformation Registries 1 to 5 of XBRL International (`ixt:`) and of the SEC's own
(`ixt-sec:`); their spellings with and without dashes mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation

from viewer.meaning.tables import names

__all__ = ["number_of", "transformed"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTS = re.compile(r"[0-9]+|[A-Za-zÀ-ÿ]{3,}")
_LONGEST = 10_000
_MOST_DIGITS = 120
_LARGEST_SCALE = 60
_CHECKED = "☑☒✓✔✗✘xX\N{HEAVY CHECK MARK}\N{BALLOT SCRIPT X}\N{MULTIPLICATION X}þýü"
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_ONES = (*_UNITS.split(), "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_POWERS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_NOTHING = ("no", "none", "nil", "zero", "-", "–", "—", "−", "―", "")

Transform = Callable[[str], str | None]


def transformed(shown: str, name: str) -> str | None:
    """Return the value of the words shown under the format `name`, `None` where they do not follow it.

    >>> transformed("(1,234.50)".strip("()"), "ixt:num-dot-decimal")
    '1234.50'
    >>> transformed("Sept. 30, 2024", "ixt:date-monthname-day-year-en")
    '2024-09-30'
    """
    words = " ".join(shown.split())
    short = name.rpartition(":")[2].lower().replace("-", "")
    found = _TRANSFORMS.get(short)
    if not name:
        return shown
    return found(words) if found and len(words) <= _LONGEST else None


def number_of(value: str, scale: str = "", sign: str = "") -> Decimal | None:
    """Return the number of a value without separators, times ten to the power of `scale`, `None` where it is none.

    >>> number_of("1234", "3", "-")
    Decimal('-1234000')
    """
    if not re.fullmatch(
        rf"[+-]?(?:\d{{1,{_MOST_DIGITS}}}\.?\d{{0,{_MOST_DIGITS}}}|\.\d{{1,{_MOST_DIGITS}}})", value
    ):
        return None
    power = int(scale) if re.fullmatch(r"[+-]?\d{1,3}", scale) else 0
    if abs(power) > _LARGEST_SCALE:
        return None
    try:
        whole = Decimal(value)
    except InvalidOperation:
        return None
    digits, exponent = whole.as_tuple().digits, whole.as_tuple().exponent
    # Exact, however many digits there are: arithmetic would round.
    scaled = Decimal((whole.is_signed(), digits, int(exponent) + power))
    if int(exponent) + power > 0:
        scaled = Decimal((whole.is_signed(), (*digits, *(0,) * (int(exponent) + power)), 0))
    return scaled.copy_negate() if sign == "-" else scaled


# Numbers


def _dot_decimal(words: str) -> str | None:
    return _figure(words, ",", ".")


def _comma_decimal(words: str) -> str | None:
    return _figure(words, ".", ",")


def _figure(words: str, group: str, point: str) -> str | None:
    """Return a figure without what parts its thousands, its decimal sign as a point."""
    bare = re.sub(rf"[\s'`´’′{re.escape(group)}]", "", words).replace(point, ".")
    if not re.fullmatch(r"\d+\.?\d*|\.\d+", bare) or len(bare) > _MOST_DIGITS:
        return None
    return "0" + bare if bare.startswith(".") else bare.rstrip(".")


def _unit_decimal(words: str) -> str | None:
    """Return whole units and hundredths that stand in words or signs beside each other: `1,234 dollars 5 cents`."""
    parts = re.findall(r"\d[\d.,\s]*", words)
    if not 1 <= len(parts) <= 2:
        return None
    whole = re.sub(r"\D", "", parts[0])
    cents = re.sub(r"\D", "", parts[1]) if len(parts) == 2 else ""
    return f"{whole}.{cents.zfill(2)}" if cents else whole


def _zero(_: str) -> str | None:
    return "0"


def _words_number(words: str) -> str | None:
    """Return the number that English words say: `one hundred and five thousand`."""
    bare = words.lower().strip()
    if bare in _NOTHING:
        return "0"
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", bare):
        return bare.replace(",", "")
    total = group = 0
    for word in re.findall(r"[a-z]+", bare):
        if word in ("and", "a", "an"):
            group = group or (1 if word != "and" else 0)
        elif word in _ONES:
            group += _ONES.index(word)
        elif word in _TENS:
            group += 10 * (_TENS.index(word) + 2)
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in _POWERS:
            total, group = total + (group or 1) * 10 ** _POWERS[word], 0
        else:
            return None
    return str(total + group)


# Dates


def _date(order: str) -> Transform:
    """Return what reads a date whose parts stand in `order`, such as `mdy`; a part that is missing stays missing."""

    def read(words: str) -> str | None:
        parts = _PARTS.findall(words)
        if len(parts) != len(order):
            return None
        found = dict(zip(order, parts, strict=True))
        year, month, day = _year(found.get("y", "")), _month(found.get("m", "")), found.get("d", "")
        if month is None or year is None or (day and not (day.isdigit() and 1 <= int(day) <= 31)):
            return None
        if not year:
            return f"--{month:02}-{int(day):02}" if day else f"--{month:02}"
        return f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"

    return read


def _year(part: str) -> str | None:
    if not part:
        return ""
    if not part.isdigit() or len(part) not in (1, 2, 4):
        return None
    return part if len(part) == 4 else f"20{int(part):02}"


def _month(part: str) -> int | None:
    if part.isdigit():
        return int(part) if len(part) <= 2 and 1 <= int(part) <= 12 else None
    return _MONTHS.index(part[:3].lower()) + 1 if part[:3].lower() in _MONTHS else None


# Durations, flags, codes


def _duration(before: str, letter: str) -> Transform:
    def read(words: str) -> str | None:
        number = _words_number(words)
        if number is None:
            return None
        whole, _, rest = number.partition(".")
        if rest.strip("0") and letter == "Y":
            months = Decimal(f"0.{rest}") * 12
            days = (months % 1 * 30).to_integral_value()
            return f"P{int(whole)}Y{int(months)}M" + (f"{int(days)}D" if days else "")
        return f"P{before}{int(whole)}{letter}"

    return read


def _duration_words(words: str) -> str | None:
    """Return the duration that English words say: `5 years, six months`."""
    found = {}
    for number, unit in re.findall(r"([\w\s.,-]*?)\b(year|month|week|day|hour)s?\b", words.lower()):
        value = _words_number(re.sub(r"^[\s,]*(?:and\s+)?", "", number).replace("-", " ").strip(" ,"))
        if value is None:
            return None
        found[unit] = str(int(Decimal(value)))
    if not found:
        return None
    if "week" in found:
        return f"P{found['week']}W"
    date = "".join(f"{found[unit]}{unit[0].upper()}" for unit in ("year", "month", "day") if unit in found)
    return f"P{date}" + (f"T{found['hour']}H" if "hour" in found else "")


def _constant(value: str) -> Transform:
    return lambda _words: value


def _ballot_box(yes: str, no: str) -> Transform:
    return lambda words: (
        yes if words and words[0] in _CHECKED else no if words[:1] in ("☐", "¨", "o", "") else None
    )


def _state(words: str) -> str | None:
    """Return the two letters of a state that is named."""
    bare = _bare(words.partition("(")[0])
    return next((code for code, name in _places() if code.isalpha() and bare in (name, code.lower())), None)


def _place(words: str) -> str | None:
    """Return EDGAR's code of a state, province or country that is named."""
    bare = _bare(words.partition("(")[0])
    return next((code for code, name in _places() if bare == name), None)


def _places() -> Iterator[tuple[str, str]]:
    return ((code, _bare(name.partition("(")[0])) for code, name in names("places").items())


def _bare(name: str) -> str:
    letters = re.sub(r"[^a-z0-9 ]", " ", name.lower().replace(".", ""))
    return " ".join(
        word for word in letters.split() if word not in ("the", "llc", "inc", "of", "commonwealth", "state")
    )


def _exchange(words: str) -> str | None:
    bare = _bare(words)
    for start, code in (
        ("nasdaq", "NASDAQ"),
        ("new york stock exchange", "NYSE"),
        ("nyse american", "NYSEAMER"),
        ("nyse arca", "NYSEArca"),
        ("nyse", "NYSE"),
        ("chicago stock exchange", "CHX"),
        ("cboe bzx", "CboeBZX"),
        ("boston stock exchange", "BOX"),
    ):
        if bare.startswith(start):
            return code
    return None


def _filer_category(words: str) -> str | None:
    bare = words.lower().replace("-", " ").strip(" .")
    return {
        "large accelerated filer": "Large Accelerated Filer",
        "accelerated filer": "Accelerated Filer",
        "non accelerated filer": "Non-accelerated Filer",
    }.get(bare)


_ORDERS = {
    "mdy": (
        "dateslashus datelongus dateshortus datemonthdayyearen datemonthdayyear datemonthnamedayyearen datedotus "
        "datelonguk"
    ),
    "dmy": (
        "dateslasheu datedoteu datelongeu datedaymonthyearen datedaymonthyear datedaymonthnameyearen dateshorteu "
        "dateshortuk"
    ),
    "ymd": "dateyearmonthday datequarterend",
    "ydm": "dateyeardaymonth",
    "md": "datemonthday datemonthdayen datelongmonthday dateslashmonthdayus datemonthnamedayen datelongdaymonthus",
    "dm": "datedaymonth datedaymonthen datedaymonthnameen dateslashdaymontheu datelongdaymonthuk",
    "my": "datemonthyear datemonthyearen datemonthnameyearen datelongmonthyear dateshortmonthyear",
    "ym": "dateyearmonth dateyearmonthen dateyearmonthnameen datelongyearmonth dateshortyearmonth",
}
_TRANSFORMS: dict[str, Transform] = {
    **{name: _date(order) for order, those in _ORDERS.items() for name in those.split()},
    **dict.fromkeys(
        ("numdotdecimal", "numdotdecimalapos", "numcommadot", "numdotdecimalin", "numspacedot"), _dot_decimal
    ),
    **dict.fromkeys(
        ("numcommadecimal", "numcommadecimalapos", "numdotcomma", "numspacecomma", "numcomma"), _comma_decimal
    ),
    **dict.fromkeys(("numunitdecimal", "numunitdecimalapos", "numunitdecimalin"), _unit_decimal),
    **dict.fromkeys(("fixedzero", "zerodash", "numdash"), _zero),
    **dict.fromkeys(("fixedempty", "nocontent", "fixedempty"), _constant("")),
    **dict.fromkeys(("fixedtrue", "booleantrue"), _constant("true")),
    **dict.fromkeys(("fixedfalse", "booleanfalse"), _constant("false")),
    "numwordsen": _words_number,
    "numinf": _constant("INF"),
    "numneginf": _constant("-INF"),
    "numnan": _constant("NaN"),
    "duryear": _duration("", "Y"),
    "durmonth": _duration("", "M"),
    "durweek": _duration("", "W"),
    "durday": _duration("", "D"),
    "durhour": _duration("T", "H"),
    "durwordsen": _duration_words,
    "boolballotbox": _ballot_box("true", "false"),
    "yesnoballotbox": _ballot_box("Yes", "No"),
    "exchnameen": _exchange,
    "stateprovnameen": _state,
    "edgarprovcountryen": _place,
    "entityfilercategoryen": _filer_category,
}
