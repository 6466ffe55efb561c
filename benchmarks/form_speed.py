"""How long a large form takes from its bytes to its page: a table of form 13F and a portfolio of form N-PORT.

    python -m benchmarks.form_speed [--rows 5000] [--runs 5] [--keep FOLDER]

    parse       bytes to nodes
    tree        nodes to the cleaned tree
    html        tree to the page
    text        tree to the plain text
    markdown    tree to Markdown

The times are those of the processor. The forms are made up. `--keep` writes them as submissions, to be opened in the
window (`benchmarks.open_speed`).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from viewer.forms import read_form
from viewer.forms.parse import parse_xml
from viewer.reader import Context
from viewer.render.html import render_html
from viewer.render.markdown import render_markdown
from viewer.render.text import render_text
from viewer.resources import resource

_CONTEXT = Context("form.xml", "13F-HR", "13F-HR", "2024-02-14")
_NAMES = ("Harborline Pumps", "Quartzite Mills", "Larkspur Freight", "Ninefold Optics", "Tidewater Looms")


def information_table(rows: int) -> bytes:
    """Return an information table of form 13F with as many holdings."""
    holding = (
        "<infoTable><nameOfIssuer>{name}</nameOfIssuer><titleOfClass>COM</titleOfClass><cusip>{cusip}</cusip>"
        "<value>{value}</value><shrsOrPrnAmt><sshPrnamt>{shares}</sshPrnamt><sshPrnamtType>SH</sshPrnamtType>"
        "</shrsOrPrnAmt><investmentDiscretion>SOLE</investmentDiscretion><otherManager>1</otherManager>"
        "<votingAuthority><Sole>{shares}</Sole><Shared>0</Shared><None>0</None></votingAuthority></infoTable>\n"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<informationTable xmlns="http://www.sec.gov/edgar/document/thirteenf/informationtable">\n'
        + "".join(holding.format(**_facts(at)) for at in range(rows))
        + "</informationTable>\n"
    ).encode()


def portfolio(rows: int) -> bytes:
    """Return a report on form N-PORT with as many holdings, every second of them a bond."""
    holding = (
        "<invstOrSec><name>{name}</name><lei>529900{cusip}</lei><title>{name} 4.125% {year}</title>"
        '<cusip>{cusip}</cusip><identifiers><isin value="US{cusip}1"/></identifiers><balance>{shares}.00</balance>'
        "<units>PA</units><curCd>USD</curCd><valUSD>{value}.55</valUSD><pctVal>0.0{at}</pctVal>"
        "<payoffProfile>Long</payoffProfile><assetCat>DBT</assetCat><issuerCat>CORP</issuerCat>"
        "<invCountry>US</invCountry><isRestrictedSec>N</isRestrictedSec><fairValLevel>2</fairValLevel>{debt}"
        "<securityLending><isCashCollateral>N</isCashCollateral><isNonCashCollateral>N</isNonCashCollateral>"
        "<isLoanByFund>N</isLoanByFund></securityLending></invstOrSec>\n"
    )
    debt = (
        "<debtSec><maturityDt>{year}-06-30</maturityDt><couponKind>Fixed</couponKind><annualizedRt>4.125</annualizedRt>"
        "<isDefault>N</isDefault><areIntrstPmntsInArrs>N</areIntrstPmntsInArrs><isPaidKind>N</isPaidKind></debtSec>"
    )
    holdings = []
    for at in range(rows):
        facts = _facts(at)
        holdings.append(holding.format(**facts, at=at, debt=debt.format(**facts) if at % 2 else ""))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<edgarSubmission xmlns="http://www.sec.gov/edgar/nport">\n'
        "<headerData><submissionType>NPORT-P</submissionType></headerData>\n<formData><genInfo><regName>Larkspur Trust"
        "</regName></genInfo><fundInfo><totAssets>1</totAssets></fundInfo><invstOrSecs>\n"
        + "".join(holdings)
        + "</invstOrSecs></formData></edgarSubmission>\n"
    ).encode()


def _facts(at: int) -> dict[str, object]:
    return {
        "name": f"{_NAMES[at % len(_NAMES)]} {at} Inc",
        "cusip": f"{at:08d}X",
        "value": 1_000 + at * 37,
        "shares": 100 + at * 3,
        "year": 2026 + at % 20,
    }


def main() -> int:
    """Print the medians of `--runs` runs of each step."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    for name, made in (("13F", information_table(options.rows)), ("N-PORT", portfolio(options.rows))):
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{name}.xml").write_bytes(made)
        print(f"{name}: {options.rows:,} holdings, {len(made):,} bytes, medians of {options.runs}")
        _measure(made, options.runs)
    return 0


def _measure(made: bytes, runs: int) -> None:
    style = resource("page.css").read_text("utf-8")
    tree = read_form(made, _CONTEXT).tree
    parse = _median(lambda: parse_xml(made), runs)
    steps = {
        "parse": parse,
        "tree": _median(lambda: read_form(made, _CONTEXT), runs) - parse,
        "html": _median(lambda: render_html(tree, style), runs),
        "text": _median(lambda: render_text(tree), runs),
        "markdown": _median(lambda: render_markdown(tree), 1),
    }
    for step, seconds in steps.items():
        print(f"  {step:10} {seconds * 1000:7.0f} ms")
    print(f"  page of {len(render_html(tree, style)):,} characters")


def _median(call: Callable[[], object], runs: int) -> float:
    taken = []
    for _ in range(runs):
        before = time.process_time()
        call()
        taken.append(time.process_time() - before)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
