"""Old and new headlines: what is told and what is not."""

import pytest

from monitor.diff.judge import judge
from monitor.model.change import FactKind, Kind
from monitor.model.story import Draft

MATERIAL = [
    # numbers
    ("Ferry fire kills 3", "Ferry fire kills 9", FactKind.NUMBER),
    ("Ferry fire kills nine off Lissa", "Ferry fire kills 90 off Lissa", FactKind.NUMBER),
    ("Prices rise 5.3 %", "Prices rise 53 %", FactKind.NUMBER),
    ("Bank lends $2.4 million", "Bank lends $2.4 billion", FactKind.NUMBER),
    ("Bank lends $2.4m", "Bank lends €2.4m", FactKind.NUMBER),
    ("Talks last five hours", "Talks last three hours", FactKind.NUMBER),
    ("Quake of magnitude 6.1 hits coast", "Quake of magnitude 6.7 hits coast", FactKind.NUMBER),
    ("Temperature falls to -5 in Norvik", "Temperature falls to 5 in Norvik", FactKind.NUMBER),
    ("Some 1,200 flee floods", "Some 12,000 flee floods", FactKind.NUMBER),
    ("Twenty-one hurt in crash", "Twenty-two hurt in crash", FactKind.NUMBER),
    ("Storm kills 4 in Norvik", "Storm kills 4, injures 11 in Norvik", FactKind.NUMBER),
    ("Rate cut to 3 percent", "Rate cut to 3 dollars", FactKind.NUMBER),
    ("Second boat sinks, 5th this week", "Second boat sinks, 6th this week", FactKind.NUMBER),
    ("Deficit at 3.1 %", "Deficit at 1.3 %", FactKind.NUMBER),
    ("Two held over Norvik fire", "Three held over Norvik fire", FactKind.NUMBER),
    # names
    ("Envoy Mike Witkoff lands in Moscow", "Envoy Steve Witkoff lands in Moscow", FactKind.NAME),
    ("Minister Anna Holm resigns", "Minister Anna Helm resigns", FactKind.NAME),
    ("Truce signed in Norvik", "Truce signed in Narvik", FactKind.NAME),
    ("Police search home of Lars Berg", "Police search home of Lars Borg", FactKind.NAME),
    ("Rovia recalls envoy", "Sovia recalls envoy", FactKind.NAME),
    ("Talks between Rovia and Taldea fail", "Talks between Rovia and Keldia fail", FactKind.NAME),
    ("Court frees Ivan Petrov", "Court frees Ivan Petrovic", FactKind.NAME),
    ("Storm Ada nears coast", "Storm Ida nears coast", FactKind.NAME),
    ("Kremlin rejects Kellogg as envoy", "Kremlin rejects Witkoff as envoy", FactKind.NAME),
    ("Fighting spreads in eastern Taldea", "Fighting spreads in eastern Keldia", FactKind.NAME),
    # negations
    ("Minister will attend summit", "Minister will not attend summit", FactKind.NEGATION),
    ("Rovia says it won't sign", "Rovia says it will sign", FactKind.NEGATION),
    ("Court finds evidence of fraud", "Court finds no evidence of fraud", FactKind.NEGATION),
    ("Bank can pay its debts", "Bank can't pay its debts", FactKind.NEGATION),
    ("Rovia leaves with deal", "Rovia leaves without deal", FactKind.NEGATION),
    ("Minister never met envoy", "Minister met envoy", FactKind.NEGATION),
    ("Premier cannot stay", "Premier can stay", FactKind.NEGATION),
    # dates
    ("Vote set for March 14", "Vote set for March 15", FactKind.DATE),
    ("Vote set for Friday", "Vote set for Monday", FactKind.DATE),
    ("Talks to open at 10:40 p.m.", "Talks to open at 10:40 a.m.", FactKind.DATE),
    ("Ban to end in 2026", "Ban to end in 2027", FactKind.DATE),
    ("Vote set for 3 June", "Vote set for 3 July", FactKind.DATE),
    # who said it
    ("“We will not leave the talks”, says Holm", "“We may well leave the talks”, says Holm", FactKind.QUOTE),
    # wording that says something else
    ("Putin holds back truce plan", "Putin stalls truce plan", None),
    ("Rovia welcomes plan", "Rovia rejects plan", None),
    ("Mayor denied bribe", "Mayor defied bribe", None),
    ("Suspect elected in vote", "Suspect ejected in vote", None),
    ("Exports increase", "Exports decrease", None),
    ("Rebels take north of city", "Rebels take south of city", None),
    ("Premier resigns", "Premier to resign", None),
    ("Import ban agreed", "Export ban agreed", None),
    ("Strike is legal, court says", "Strike is illegal, court says", None),
    ("Storm hits coast", "Storm hits coast - 3 dead", None),
    ("Storm hits coast - police report", "Storm hits coast", None),
    ("Is the deal dead today?", "Is the deal back today?", None),
    ("Peace talks fail, says US", "Peace talks fail, says UK", FactKind.NAME),
    ("Truce holds - Kremlin spokesman", "Truce holds - Taldea army", None),
]

COSMETIC = [
    ("Talks fail in Norvik", "Talks fail in Norvik - The Norvik Times"),
    ("Talks fail in Norvik | North Wire", "Talks fail in Norvik"),
    ("Talks fail in Norvik - North Agency", "Talks fail in Norvik - Coast Daily News"),
    ("Talks fail in Norvik — Coast Herald", "Talks fail in Norvik"),
    ("Talks fail in Norvik (Gift Article)", "Talks fail in Norvik"),
    ("LIVE: Talks fail in Norvik", "Talks fail in Norvik"),
    ("BREAKING: Talks fail in Norvik", "Talks fail in Norvik"),
    ("Talks fail in Norvik [VIDEO]", "Talks fail in Norvik"),
    ("Rovia's plan", "Rovia’s plan"),
    ('Premier: "We stay in"', "Premier: “We stay in”"),
    ("Premier: 'We stay in'", "Premier: ‘We stay in’"),
    ("Rovia - Taldea talks fail", "Rovia – Taldea talks fail"),
    ("Cease-fire agreed", "Ceasefire agreed"),
    ("Talks  fail\u00a0in Norvik", "Talks fail in Norvik"),
    ("Talks Fail In Norvik", "Talks fail in Norvik"),
    ("TALKS FAIL IN NORVIK", "Talks fail in Norvik"),
    ("Nine die in fire", "9 die in fire"),
    ("Prices rise 5 percent", "Prices rise 5%"),
    ("Prices rise 5 per cent", "Prices rise 5 percent"),
    ("Bank lends $2.4 million", "Bank lends $2.4m"),
    ("Bank lends 2.4 million dollars", "Bank lends $2.4 million"),
    ("Talks to open at 10:40 p.m.", "Talks to open at 10.40pm"),
    ("Some 1200 flee floods", "Some 1,200 flee floods"),
    ("Vote set for March 14", "Vote set for 14 March"),
    ("Vote set for Mar. 14", "Vote set for March 14"),
    ("Twenty-one hurt in crash", "21 hurt in crash"),
    ("In Moscow, talks fail", "In Moscow talks fail"),
    ("Teh talks fail in Norvik", "The talks fail in Norvik"),
    ("Talks fail in teh north", "Talks fail in the north"),
    ("Norvik goverment falls", "Norvik government falls"),
    ("Talks on accomodation fail", "Talks on accommodation fail"),
    ("Neighbours recieve refugees", "Neighbours receive refugees"),
    ("Defence labour talks fail", "Defense labor talks fail"),
    ("Rovia organises relief", "Rovia organizes relief"),
    ("U.S. envoy lands", "US envoy lands"),
    ("Rovia will not sign", "Rovia won't sign"),
    ("The talks fail in Norvik", "Talks fail in Norvik"),
    ("Talks fail in Norvik.", "Talks fail in Norvik"),
    ("Talks fail in Norvik...", "Talks fail in Norvik…"),
    ("Fifth boat sinks", "5th boat sinks"),
    ("Storm hits coast - northwire.example", "Storm hits coast"),
    ("Vote set for 3rd February", "Vote set for Feb. 3"),
    ("Court: He's guilty", "Court: he is guilty"),
    ("Storm – heavy at times – hits coast", "Storm, heavy at times, hits coast"),
    ("Sen. Holm resigns", "Senator Holm resigns"),
    ("Storm hits coast – video", "Storm hits coast"),
]


def draft(headline: str, *paragraphs: str) -> Draft:
    return Draft("north", "north-en", "g", "", headline, paragraphs, language="en")


@pytest.mark.parametrize(("old", "new", "kind"), MATERIAL)
def test_a_headline_that_says_something_else_is_told(old: str, new: str, kind: FactKind | None) -> None:
    diff = judge(draft(old), draft(new))
    assert diff.kinds == (Kind.HEADLINE,)
    if kind is not None:
        assert kind in {fact.kind for fact in diff.facts}, diff.facts


@pytest.mark.parametrize(("old", "new", "kind"), MATERIAL)
def test_it_is_told_in_the_other_direction_too(old: str, new: str, kind: FactKind | None) -> None:
    diff = judge(draft(new), draft(old))
    assert diff.material
    assert kind is None or diff.facts


@pytest.mark.parametrize(("old", "new"), COSMETIC)
def test_a_headline_that_says_the_same_is_not_told(old: str, new: str) -> None:
    assert judge(draft(old), draft(new)).kinds == (Kind.COSMETIC,)
    assert judge(draft(new), draft(old)).kinds == (Kind.COSMETIC,)
