"""Builds small submissions of fictional companies, in every container there is."""

from __future__ import annotations

import binascii
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"

ACCESSION = "0009999999-21-000042"

HEADER = """\
<ACCEPTANCE-DATETIME>20210304171501
ACCESSION NUMBER:\t\t0009999999-21-000042
CONFORMED SUBMISSION TYPE:\t8-K
PUBLIC DOCUMENT COUNT:\t\t{count}
CONFORMED PERIOD OF REPORT:\t20210301
ITEM INFORMATION:\t\tDeparture of Directors: Compensatory Arrangements, and More
ITEM INFORMATION:\t\tFinancial Statements and Exhibits
FILED AS OF DATE:\t\t{filed}
DATE AS OF CHANGE:\t\t20210304

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tLANTERN & QUAY HOLDINGS, INC.
\t\tCENTRAL INDEX KEY:\t\t\t0009999999
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tSHIP LANTERNS [3640]
\t\tORGANIZATION NAME:           \t
\t\tFISCAL YEAR END:\t\t\t1231

\tFILING VALUES:
\t\tFORM TYPE:\t\t8-K
\t\tSEC ACT:\t\t
\t\tSEC FILE NUMBER:\t001-99999

\tBUSINESS ADDRESS:\t
\t\tSTREET 1:\t\t1 HARBOUR ROW
\t\tCITY:\t\t\tPORT ELSEWHERE
"""

TAGGED_HEADER = """\
<ACCESSION-NUMBER>0009999999-21-000042
<TYPE>8-K
<PUBLIC-DOCUMENT-COUNT>{count}
<PERIOD>20210301
<ITEMS>5.02
<ITEMS>9.01
<FILING-DATE>{filed}
<FILER>
<COMPANY-DATA>
<CONFORMED-NAME>LANTERN & QUAY HOLDINGS, INC.
<CIK>0009999999
<ORGANIZATION-NAME>
<FISCAL-YEAR-END>1231
</COMPANY-DATA>
<FILING-VALUES>
<FORM-TYPE>8-K
<ACT>
<FILE-NUMBER>001-99999
</FILING-VALUES>
<BUSINESS-ADDRESS>
<STREET1>1 HARBOUR ROW
<CITY>PORT ELSEWHERE
</BUSINESS-ADDRESS>
</FILER>
"""

PEM_HEAD = """\
-----BEGIN PRIVACY-ENHANCED MESSAGE-----
Proc-Type: 2001,MIC-CLEAR
Originator-Name: webmaster@www.example.org
Originator-Key-Asymmetric:
 MFgwCgYEVQgBAQICAf8DSgAwRwJAW2sNKK9AVtBzYZmr6aGjlWyK3XmZv3dTINen
 TWSM7vrzLADbmYQaionwg5sDW3P6oaM5D3tdezXMm7z1T+B+twIDAQAB
MIC-Info: RSA-MD5,RSA,
 AAAAbutwgosgofGeh4W28ZOt6UJ3cxvvMzFZtQ2LiBuRepDPjadANs8J/4vsceJW
 AAAAEFaFDSqUTWhaEp8jtg==

"""
PEM_TAIL = "-----END PRIVACY-ENHANCED MESSAGE-----\n"

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3 + b"\x00" * 100 + b"tail"


@dataclass(frozen=True)
class Filed:
    """A document as it is to stand in a submission."""

    type: str
    text: bytes
    filename: str = ""
    description: str = ""
    sequence: str = ""


LETTER = Filed(
    "8-K",
    b"<HTML><BODY>\n<P>Lantern &amp; Quay appoints a keeper.</P>\n</BODY></HTML>\n",
    "lq8k.htm",
    "FORM 8-K",
)
RELEASE = Filed(
    "EX-99.1", b"\n   PRESS RELEASE\n\n- a list\n-- a longer dash\nThe end.\n", "lqex991.txt", "PRESS RELEASE"
)


def uuencoded(
    content: bytes, name: str = "lamp.png", backtick: bool = True, end: bytes = b"`\nend\n"
) -> bytes:
    """Return the lines of uuencode; without `backtick`, zeros are spaces, and those at the end are stripped."""
    lines = [binascii.b2a_uu(content[at : at + 45], backtick=backtick) for at in range(0, len(content), 45)]
    if not backtick:
        lines = [line.rstrip(b" \n") + b"\n" for line in lines]
    return b"begin 644 %s\n" % name.encode() + b"".join(lines) + end


def picture(**how) -> Filed:
    return Filed("GRAPHIC", uuencoded(PICTURE, **how), "lamp.png", "GRAPHIC")


def block(document: Filed, number: int) -> bytes:
    """Return one `<DOCUMENT>`."""
    lines = [
        b"<DOCUMENT>",
        b"<TYPE>" + document.type.encode(),
        b"<SEQUENCE>%s" % (document.sequence or str(number)).encode(),
    ]
    if document.filename:
        lines.append(b"<FILENAME>" + document.filename.encode())
    if document.description:
        lines.append(b"<DESCRIPTION>" + document.description.encode())
    return b"\n".join([*lines, b"<TEXT>\n"]) + document.text + b"</TEXT>\n</DOCUMENT>\n"


def blocks(documents: list[Filed]) -> bytes:
    return b"".join(block(document, number) for number, document in enumerate(documents, 1))


def sec_document(
    documents: list[Filed],
    system: str = "SEC",
    filed: str = "20210304",
    count: int | None = None,
    header: str = HEADER,
) -> bytes:
    """Return a submission in the form of a dissemination copy."""
    head = header.format(count=len(documents) if count is None else count, filed=filed)
    start = f"<{system}-DOCUMENT>{ACCESSION}.txt : {filed}\n<{system}-HEADER>{ACCESSION}.hdr.sgml : {filed}\n"
    end = f"</{system}-DOCUMENT>\n"
    return f"{start}{head}</{system}-HEADER>\n".encode() + blocks(documents) + end.encode()


def feed(documents: list[Filed], filed: str = "20210304", count: int | None = None) -> bytes:
    """Return a submission in the form of the feed."""
    head = TAGGED_HEADER.format(count=len(documents) if count is None else count, filed=filed)
    return b"<SUBMISSION>\n" + head.encode() + blocks(documents) + b"</SUBMISSION>\n"


def in_pem(submission: bytes) -> bytes:
    """Return a submission in the privacy-enhanced envelope, its dashes escaped outside uuencode."""
    lines, encoded = [], False
    for line in submission.split(b"\n"):
        encoded = (encoded and line != b"end") or line.startswith(b"begin 644 ")
        lines.append(b"- " + line if line.startswith(b"-") and not encoded else line)
    return PEM_HEAD.encode() + b"\n".join(lines) + PEM_TAIL.encode()
