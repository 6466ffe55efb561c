"""The names that stand in headers, each in its one spelling: which are groups, which never head one.

Spelled in capitals, with spaces where tags have hyphens, so that a label and a tag of the same words are one name.
"""

from __future__ import annotations


def one_spelling(name: bytes) -> str:
    """Return the one spelling of a label and its tag: `REPORTING-OWNER` and `Reporting owner` are the same.

    >>> one_spelling(b"Issuing_Entity")
    'ISSUING ENTITY'
    """
    return name.strip().decode("latin-1").upper().replace("-", " ").replace("_", " ")


def _names(lines: str) -> frozenset[str]:
    """Return the names of lines that have several, a comma and a space between them."""
    return frozenset(name for line in lines.split("\n") for name in line.strip().split(", ") if name)


ROLES = _names(
    """
    FILER, SUBJECT COMPANY, FILED BY, FILED FOR, REPORTING OWNER, ISSUER, SERIAL COMPANY
    DEPOSITOR, SECURITIZER, UNDERWRITER, ISSUING ENTITY
    """
)
"""Groups that stand at the top of the tree: what a company or a person is to the submission."""

PARTS = _names(
    """
    COMPANY DATA, OWNER DATA, FILING VALUES, BUSINESS ADDRESS, MAIL ADDRESS, FORMER COMPANY, FORMER NAME
    """
)
"""Groups that stand within a role."""

CONTAINERS = _names(
    """
    SERIES AND CLASSES CONTRACTS DATA, EXISTING SERIES AND CLASSES CONTRACTS, NEW SERIES AND CLASSES CONTRACTS
    MERGER SERIES AND CLASSES CONTRACTS, NEW CLASSES CONTRACTS, MERGER, ACQUIRING DATA, TARGET DATA
    SERIES, NEW SERIES, CLASS CONTRACT, MULTI ACCESSION NUMBERS
    """
)
"""Tagged groups of funds and of multiple submissions, which nest as their tags do."""

TOP_CONTAINERS = _names("SERIES AND CLASSES CONTRACTS DATA, MULTI ACCESSION NUMBERS")

LABELS = _names(
    """
    ACCESSION NUMBER, CONFORMED SUBMISSION TYPE, CONFIRMING COPY, PUBLIC DOCUMENT COUNT
    CONFORMED PERIOD OF REPORT, PERIOD START, ITEM INFORMATION, FILED AS OF DATE, DATE AS OF CHANGE
    EFFECTIVENESS DATE, SROS, GROUP MEMBERS, PUBLIC REFERENCE ACCESSION NUMBER, WITHDRAWN ACCESSION NUMBER
    ABS ASSET CLASS, ABS SUB ASSET CLASS, ABS RULE
    COMPANY CONFORMED NAME, CENTRAL INDEX KEY, STANDARD INDUSTRIAL CLASSIFICATION, ORGANIZATION NAME
    IRS NUMBER, EIN, STATE OF INCORPORATION, FISCAL YEAR END
    FORM TYPE, SEC ACT, SEC FILE NUMBER, FILM NUMBER
    STREET 1, STREET 2, CITY, STATE, ZIP, BUSINESS PHONE
    NON US STATE TERRITORY, ADDRESS IS A NON US LOCATION
    FORMER CONFORMED NAME, DATE OF NAME CHANGE
    """
)
"""Labels that never head a group, so that an empty one is not taken for a heading."""

SUBMISSION_TAGS = _names(
    """
    ACCEPTANCE DATETIME, PREVIOUS ACCESSION NUMBER, PUBLIC REL DATE, PRIVATE TO PUBLIC, PAPER, CONFIRMING COPY
    CORRECTION, DELETION, TIMESTAMP, ACTION DATE, RECEIVED DATE, REFERENCES 429, REFERENCE 462B
    DEPOSITOR CIK, SPONSOR CIK, SECURITIZER CIK, ISSUING ENTITY CIK, ISSUING ENTITY NAME
    SECURITIZER FILE NUMBER, DEPOSITOR FILE NUMBER, REGISTERED ENTITY
    NO QUARTERLY ACTIVITY, NO ANNUAL ACTIVITY, NO INITIAL PERIOD ACTIVITY
    IS FILER A NEW REGISTRANT, IS FILER A WELL KNOWN SEASONED ISSUER, IS FUND 24F2 ELIGIBLE
    FILED PURSUANT TO GENERAL INSTRUCTION A2, MA I INDIVIDUAL, CATEGORY, CALENDAR YEAR ENDING
    """
)
"""Tagged fields of the whole submission, which stand unindented in labelled headers."""
