"""Documents of XBRL of a fictional company, as short as they can be."""

from __future__ import annotations

INSTANCE = b"""<?xml version="1.0" encoding="UTF-8"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
  xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:mill="http://mill.example/2015"
  xmlns:us-gaap="http://fasb.org/us-gaap/2015-01-31">
  <link:schemaRef xlink:href="mill-2015.xsd" xlink:type="simple"/>
  <xbrli:context id="year"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0000000077</xbrli:identifier>
    </xbrli:entity><xbrli:period><xbrli:startDate>2015-01-01</xbrli:startDate><xbrli:endDate>2015-12-31</xbrli:endDate>
    </xbrli:period></xbrli:context>
  <xbrli:context id="end"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0000000077</xbrli:identifier>
    <xbrli:segment><xbrldi:explicitMember dimension="us-gaap:ProductAxis">mill:FlourMember</xbrldi:explicitMember>
    <xbrldi:typedMember dimension="mill:SiteAxis"><mill:site>North</mill:site></xbrldi:typedMember></xbrli:segment>
    </xbrli:entity><xbrli:period><xbrli:instant>2015-12-31</xbrli:instant></xbrli:period></xbrli:context>
  <xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
  <xbrli:unit id="eps"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure>
    </xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator>
    </xbrli:divide></xbrli:unit>
  <us-gaap:Revenues contextRef="year" unitRef="usd" decimals="-3" id="f1">-1200000</us-gaap:Revenues>
  <us-gaap:EarningsPerShareBasic contextRef="year" unitRef="eps" decimals="2">0.12</us-gaap:EarningsPerShareBasic>
  <mill:Stock contextRef="end" unitRef="usd" decimals="0">7</mill:Stock>
  <us-gaap:Goodwill contextRef="end" unitRef="usd" xsi:nil="true"/>
  <us-gaap:PolicyTextBlock contextRef="year">&lt;p&gt;Flour is valued at cost.&lt;/p&gt;</us-gaap:PolicyTextBlock>
  <mill:Lost contextRef="nowhere">words</mill:Lost>
  <link:footnoteLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
    <link:loc xlink:type="locator" xlink:href="#f1" xlink:label="fact"/>
    <link:footnoteArc xlink:type="arc" xlink:from="fact" xlink:to="note"/>
    <link:footnote xlink:type="resource" xlink:label="note" xml:lang="en-US">Without the mill at the
      lake.</link:footnote>
  </link:footnoteLink>
</xbrli:xbrl>
"""

LINKS = b"""<?xml version="1.0"?>
<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">
%s
</link:linkbase>
"""

PRESENTATION = b"""
<link:presentationLink xlink:type="extended" xlink:role="http://mill.example/role/BalanceSheet">
 <link:loc xlink:type="locator" xlink:href="g.xsd#us-gaap_AssetsAbstract" xlink:label="a"/>
 <link:loc xlink:type="locator" xlink:href="g.xsd#us-gaap_Assets" xlink:label="b"/>
 <link:loc xlink:type="locator" xlink:href="m.xsd#mill_Flour" xlink:label="c"/>
 <link:presentationArc xlink:type="arc" xlink:from="a" xlink:to="b" order="10"
   preferredLabel="http://www.xbrl.org/2003/role/totalLabel"/>
 <link:presentationArc xlink:type="arc" xlink:from="a" xlink:to="c" order="2"/>
</link:presentationLink>
"""

LABELS = b"""
<link:labelLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
 <link:loc xlink:type="locator" xlink:href="m.xsd#mill_Flour" xlink:label="loc"/>
 <link:labelArc xlink:type="arc" xlink:from="loc" xlink:to="lab"/>
 <link:label xlink:type="resource" xlink:label="lab" xlink:role="http://www.xbrl.org/2003/role/terseLabel"
   xml:lang="en-US">Flour in stock</link:label>
</link:labelLink>
"""

SCHEMA = b"""<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:link="http://www.xbrl.org/2003/linkbase"
  xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  targetNamespace="http://mill.example/2015">
 <xs:annotation><xs:appinfo>
  <link:roleType roleURI="http://mill.example/role/BalanceSheet" id="b"><link:definition>0002 - Statement - Balance
   Sheet</link:definition><link:usedOn>link:presentationLink</link:usedOn></link:roleType>
  <link:linkbaseRef xlink:type="simple" xlink:href="mill_pre.xml"
   xlink:role="http://www.xbrl.org/2003/role/presentationLinkbaseRef"/>
 </xs:appinfo></xs:annotation>
 <xs:import namespace="http://www.xbrl.org/2003/instance" schemaLocation="http://www.xbrl.org/2003/instance.xsd"/>
 <xs:element id="mill_Flour" name="Flour" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"
   xbrli:periodType="instant" xbrli:balance="debit" nillable="true"/>
 <xs:complexType name="siteType"><xs:simpleContent><xs:restriction base="xs:string"/></xs:simpleContent>
 </xs:complexType>
</xs:schema>
"""

SUMMARY = b"""<?xml version="1.0"?>
<FilingSummary><Version>3.3</Version><MyReports>
 <Report instance="mill.htm"><HtmlFileName>R1.htm</HtmlFileName><LongName>0001 - Document - Cover</LongName>
  <ReportType>Sheet</ReportType><Role>http://mill.example/role/Cover</Role><ShortName>Cover</ShortName>
  <MenuCategory>Cover</MenuCategory><Position>1</Position></Report>
 <Report><XmlFileName>R2.xml</XmlFileName><LongName>0002 - Statement - Balance Sheet</LongName></Report>
 <Report><ReportType>Book</ReportType><LongName>All Reports</LongName></Report>
 </MyReports><InputFiles><File>mill.htm</File></InputFiles></FilingSummary>
"""

STATEMENT = b"""<?xml version="1.0"?>
<InstanceReport><ReportLongName>0002 - Statement - Balance Sheet (USD $)</ReportLongName>
 <RoundingOption>In Thousands</RoundingOption>
 <Columns><Column><Id>1</Id><Labels><Label Id="1" Label="Dec. 31, 2010"/><Label Id="2" Label="USD ($)"/></Labels>
  </Column>
  <Column><Id>2</Id><Labels><Label Id="1" Label="Dec. 31, 2009"/></Labels></Column></Columns>
 <Rows>
  <Row><Label>Assets</Label><Level>0</Level><IsAbstractGroupTitle>true</IsAbstractGroupTitle><Cells><Cell/><Cell/></Cells></Row>
  <Row><Label>Flour</Label><Level>1</Level><Cells>
   <Cell><IsNumeric>true</IsNumeric><NumericAmount>-1200000</NumericAmount><RoundedNumericAmount>-1200</RoundedNumericAmount>
    <CurrencySymbol>$</CurrencySymbol><ShowCurrencySymbol>true</ShowCurrencySymbol><FootnoteIndexer>[1]</FootnoteIndexer></Cell>
   <Cell><IsNumeric>true</IsNumeric><IsRatio>true</IsRatio><NumericAmount>0.125</NumericAmount></Cell></Cells></Row>
  <Row><Label>Policy</Label><Cells><Cell><IsNumeric>false</IsNumeric>
   <NonNumbericText>&lt;p&gt;Flour is valued&lt;/p&gt;&lt;p&gt;at cost.&lt;/p&gt;</NonNumbericText></Cell>
   <Cell><NonNumbericText>none</NonNumbericText></Cell></Cells></Row>
 </Rows>
 <Footnotes><Footnote><Id>1</Id><Note>Without the mill at the lake.</Note></Footnote></Footnotes>
</InstanceReport>
"""
