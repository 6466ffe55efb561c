"""The templates hold together, and each form is read by its own."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.forms.reading import CONTEXT, golden, read, text_of
from viewer.forms.template import Part, PartKind, names, template
from viewer.markup.tree import BlockKind
from viewer.resources import resource


def parts(of: tuple[Part, ...]):
    for part in of:
        yield part
        yield from parts(part.parts)


@pytest.mark.parametrize("name", names())
def test_a_template_takes_values_and_explains_by_tables_that_there_are(name):
    form = template(name)
    every = list(parts(form.parts))
    assert form.title
    assert any(part.entries or part.kind is PartKind.LABELLED for part in every)
    tables = {entry.codes for part in every for entry in part.entries if entry.codes}
    known = {
        "places",
        *form.wording.codes,
        *tomllib.loads(resource("forms/codes.toml").read_text("utf-8"))["codes"],
    }
    assert tables | set(form.wording.coded.values()) <= known


@pytest.mark.parametrize("name", names())
def test_no_value_of_a_template_is_taken_twice_in_one_part(name):
    for part in parts(template(name).parts):
        taken = [path for entry in part.entries for path in entry.paths]
        assert len(taken) == len(set(taken)), part.heading


@pytest.mark.parametrize(
    ("filed", "words"),
    [
        ("2022-11-14", "Values are in thousands of dollars."),
        ("2023-01-02", "Values are in thousands of dollars."),
        ("2023-01-03", "Values are in dollars."),
        ("", "Values are in thousands of dollars if filed before January 3, 2023, in dollars since."),
    ],
)
def test_the_unit_of_form_13f_is_told_by_the_day_of_filing(filed, words):
    assert words in text_of(golden("form-13f"), CONTEXT._replace(filed=filed))


def test_values_of_form_13f_stay_as_filed():
    assert "2049983" in text_of(golden("form-13f"))
    assert "2,049,983" not in text_of(golden("form-13f"))


def test_a_form_of_several_exemptions_explains_each():
    assert "06b: Rule 506(b); 3C.7: section 3(c)(7)" in text_of(golden("form-d"))


def submission(type_: str, inner: str, namespace: str = "http://www.sec.gov/edgar/other") -> str:
    return (
        f'<edgarSubmission xmlns="{namespace}"><headerData><submissionType>{type_}</submissionType></headerData>'
        f"<formData>{inner}</formData></edgarSubmission>"
    )


def test_schedule_13d_has_its_items_and_codes():
    text = text_of(
        submission(
            "SCHEDULE 13D/A",
            "<coverPageHeader><amendmentNo>2</amendmentNo><issuerInfo><issuerName>Ninefold Optics</issuerName>"
            "</issuerInfo></coverPageHeader><reportingPersons><reportingPersonInfo>"
            "<reportingPersonName>Ada Lindqvist</reportingPersonName><fundType>PF</fundType>"
            "<typeOfReportingPerson>IN</typeOfReportingPerson></reportingPersonInfo></reportingPersons>"
            f"<items1To7><item4><transactionPurpose>{'To influence the board. ' * 20}</transactionPurpose></item4>"
            "</items1To7>",
        )
    )
    assert text.startswith("Schedule 13D: Report of beneficial ownership")
    assert re.search(r"4\. Source of funds +PF: personal funds\n", text)
    assert re.search(r"14\. Type of reporting person +IN: individual\n", text)
    assert "Item 4. Purpose of transaction\n\nTo influence the board." in text


def test_form_144_sets_gifts_as_boxes():
    text = text_of(
        submission(
            "144",
            "<securitiesToBeSold><securitiesClassTitle>Common</securitiesClassTitle>"
            "<isGiftTransaction>N</isGiftTransaction></securitiesToBeSold>",
        )
    )
    assert "Gift" in text
    assert "☐" in text


def test_a_notice_of_effectiveness_is_short():
    text = text_of(
        "<edgarSubmission><schemaVersion>X0101</schemaVersion><submissionType>EFFECT</submissionType><testOrLive>LIVE"
        "</testOrLive><effectiveData><finalEffectivenessDispDate>2024-05-01</finalEffectivenessDispDate><form>S-1</form>"
        "<accessionNumber>0009990001-24-000001</accessionNumber><filer><cik>0009990001</cik><entityName>Quartzite Mills"
        "</entityName><fileNumber>333-999999</fileNumber></filer></effectiveData></edgarSubmission>"
    )
    assert text.startswith("Notice of effectiveness")
    assert re.search(r"Effectiveness date +2024-05-01\n", text)
    assert "Quartzite Mills" in text
    assert "Other" not in text


def test_holdings_of_form_n_port_are_one_table_and_what_only_some_have_stands_behind():
    holding = (
        "<invstOrSec><name>{name}</name><title>{name} {year}</title><valUSD>10</valUSD><assetCat>DBT</assetCat>"
        "{more}</invstOrSec>"
    )
    swap = (
        "<derivativeInfo><swapDeriv derivCat='SWP'><terminationDt>2031-01-01</terminationDt></swapDeriv>"
        "</derivativeInfo>"
    )
    holdings = holding.format(
        name="Larkspur", year=2030, more="<debtSec><maturityDt>2030-06-30</maturityDt></debtSec>"
    )
    holdings += holding.format(name="Tidewater", year=2031, more=swap)
    tree = read(
        submission("NPORT-P", f"<invstOrSecs>{holdings}</invstOrSecs>", "http://www.sec.gov/edgar/nport")
    ).tree
    tables = [block.table for block in tree.blocks if block.table and block.table.listing]
    assert [len([row for row in table.rows if not row.header]) for table in tables[:2]] == [2, 1]
    headings = [block.text for block in tree.blocks if block.kind is BlockKind.HEADING]
    assert "Further on Tidewater 2031" in headings
    assert "Further on Larkspur 2030" not in headings


def test_form_25_is_read_by_its_own_root():
    text = text_of(
        "<notificationOfRemoval><exchange><entityName>Harbor Exchange</entityName></exchange></notificationOfRemoval>"
    )
    assert text.startswith("Form 25: Notification of removal")


@pytest.mark.parametrize(
    "type_", ["1-A", "C", "MA", "ATS-N", "TA-1", "CFPORTAL", "X-17A-5", "24F-2NT", "QUALIF", "N-PX"]
)
def test_a_form_without_a_template_is_called_by_its_type(type_):
    text = text_of(submission(type_, "<issuerInfo><nameOfIssuer>Quartzite Mills</nameOfIssuer></issuerInfo>"))
    assert text.startswith(f"Form {type_}")
    assert "Quartzite Mills" in text


def test_form_c_sets_the_offering_apart_from_its_intermediary_and_its_two_years():
    said = text_of(
        submission(
            "C",
            "<issuerInformation><issuerInfo><nameOfIssuer>Quartzite Mills</nameOfIssuer><legalStatus><legalStatusForm>"
            "Corporation</legalStatusForm><jurisdictionOrganization>DE</jurisdictionOrganization></legalStatus>"
            "</issuerInfo><companyName>Lake Portal LLC</companyName></issuerInformation><offeringInformation>"
            "<securityOfferedType>Other</securityOfferedType><securityOfferedOtherDesc>Units</securityOfferedOtherDesc>"
            "<offeringAmount>50000.00</offeringAmount></offeringInformation><annualReportDisclosureRequirements>"
            "<totalAssetMostRecentFiscalYear>12.00</totalAssetMostRecentFiscalYear><totalAssetPriorFiscalYear>7.00"
            "</totalAssetPriorFiscalYear></annualReportDisclosureRequirements>",
            "http://www.sec.gov/edgar/formc",
        )
    )
    assert said.startswith("Form C: Offering by crowdfunding")
    assert re.search(r"Jurisdiction of organization +DE: Delaware", said)
    assert re.search(r"Intermediary\n\nName +Lake Portal LLC", said)
    assert re.search(r"Type of security offered +Other: Units", said)
    assert re.search(
        r"Most recent fiscal year\n\nTotal assets +12.00\n\nPrior fiscal year\n\nTotal assets +7.00", said
    )


def test_form_1_a_has_its_sections_and_tables_of_securities():
    said = text_of(
        submission(
            "1-A/A",
            "<employeesInfo><issuerName>Quartzite Mills</issuerName></employeesInfo><commonEquity>"
            "<commonEquityClassName>Class A</commonEquityClassName><outstandingCommonEquity>1000"
            "</outstandingCommonEquity></commonEquity><commonEquity>"
            "<commonEquityClassName>Class B</commonEquityClassName></commonEquity>"
            "<issuerEligibility><certifyIfTrue>true</certifyIfTrue></issuerEligibility><summaryInfo>"
            "<indicateTier1Tier2Offering>Tier2</indicateTier1Tier2Offering><odd>odd</odd></summaryInfo>"
            "<juridictionSecuritiesOffered><issueJuridicationSecuritiesOffering>FL"
            "</issueJuridicationSecuritiesOffering><issueJuridicationSecuritiesOffering>NY"
            "</issueJuridicationSecuritiesOffering></juridictionSecuritiesOffered>",
            "http://www.sec.gov/edgar/rega/oneafiler",
        )
    )
    assert said.startswith("Form 1-A/A: Offering statement under Regulation A")
    assert re.search(r"Class A +1000", said)
    assert "☒ The issuer certifies that all statements on its eligibility are true" in said
    assert re.search(r"Tier of the offering +Tier2", said)
    assert re.search(r"By the issuer +FL, NY", said)
    assert re.search(r"Odd +odd", said)


def test_form_ats_n_asks_by_its_items_what_its_elements_cut_short():
    """Some answers hold those of the questions that follow from them; each stands in its own item all the same."""
    parts_ = (
        "<partOne><rbPart1Item1IsBd>Y</rbPart1Item1IsBd></partOne><partTwo>"
        '<part2Item5aDoesOfferProductsAndServices rbPart2Item5aDoesOfferProductsAndServices="Y">'
        "<taPart2Item5aProductsAndServices>Flour.</taPart2Item5aProductsAndServices>"
        "<rbPart2Item5bAreSevicesSametoAllSubscribersAndBD>N</rbPart2Item5bAreSevicesSametoAllSubscribersAndBD>"
        "</part2Item5aDoesOfferProductsAndServices></partTwo>"
        "<partThree><rbPart3Item16aIsInstRoutd>N</rbPart3Item16aIsInstRoutd><taPart3Item99Odd>odd</taPart3Item99Odd>"
        "</partThree>"
    )
    tree = read(submission("ATS-N", parts_, "http://www.sec.gov/edgar/atsn").encode()).tree
    assert [block.text for block in tree.blocks if block.kind is BlockKind.HEADING][2:] == [
        "Part I. Identifying information",
        "Part II. Activities of the broker-dealer operator and its affiliates",
        "Item 5. Other products and services",
        "Part III. Manner of operations",
        "Item 16. Routing",
    ]
    said = text_of(submission("ATS-N", parts_, "http://www.sec.gov/edgar/atsn"))
    assert re.search(r"a\. Does the broker-dealer operator offer products and services +Y", said)
    assert re.search(r"b\. Are they the same for all subscribers and the broker-dealer operator +N", said)
    assert re.search(r"Part 3, Item 99: odd +odd", said)


N_CEN = b"""<edgarSubmission xmlns="http://www.sec.gov/edgar/ncen"><headerData><submissionType>N-CEN</submissionType>
</headerData><formData><generalInfo reportEndingPeriod="2025-11-30" isReportPeriodLt12="N"/><registrantInfo>
<registrantFullName>Lake Trust</registrantFullName><registrantLei>5299LAKE</registrantLei>
<locationBooksRecords><locationBooksRecord><officeName>Mill Bank</officeName><officeCity>Lakeside</officeCity>
</locationBooksRecord><locationBooksRecord><officeName>Ford Bank</officeName><officeCity>Fordham</officeCity>
</locationBooksRecord></locationBooksRecords><registrantFamilyInvComp isRegistrantFamilyInvComp="Y"
familyInvCompFullName="Lake Funds"/><isPaymentDividend>N</isPaymentDividend></registrantInfo>
<managementInvestmentQuestionSeriesInfo><managementInvestmentQuestion><mgmtInvFundName>Mill Fund</mgmtInvFundName>
<fundTypes><fundType>Interval Fund</fundType></fundTypes><mnthlyAvgNetAssets>5.25</mnthlyAvgNetAssets>
<isSwingPricing>N</isSwingPricing></managementInvestmentQuestion></managementInvestmentQuestionSeriesInfo></formData>
</edgarSubmission>"""


def test_form_n_cen_has_the_items_of_the_form_in_their_order():
    tree = read(N_CEN).tree
    headings = [block.text for block in tree.blocks if block.kind is BlockKind.HEADING]
    assert headings == [
        "Form N-CEN: Annual report for registered investment companies",
        "Part A. General information",
        "Item A.1. Reporting period covered",
        "Part B. Information about the registrant",
        "Item B.1. Background information",
        "Item B.3. Location of books and records",
        "Item B.5. Family of investment companies",
        "Item B.23. Rule 19a-1 notice",
        "Part C. Management investment company: Mill Fund",
        "Item C.1. Background information",
        "Item C.3. Type of fund",
        "Item C.19. Average net assets",
        "Swing pricing",
    ]
    said = text_of(N_CEN)
    assert re.search(r"d\. LEI +5299LAKE", said)
    assert re.search(r"i\. Full name of the family +Lake Funds", said)
    assert re.search(r"Name +City\s+Mill Bank +Lakeside\s+Ford Bank +Fordham", said)
    assert re.search(r"Did the fund use swing pricing +N", said)
