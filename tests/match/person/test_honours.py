"""Names in Chinese, Japanese and Korean: their lone surnames, and where such a name is inside another word."""

import pytest

from monitor.match.compile import compile_watchlists
from monitor.model.watch import Person, SurnameRule, Watchlist


def found(person: Person, text: str, headline: str = "") -> list[str]:
    matcher = compile_watchlists([Watchlist("W", people=(person,))])
    return [mention.text for mention in matcher.mentions(headline, [text])]


@pytest.mark.parametrize(
    ("alias", "text", "expected"),
    [
        ("川端一郎", "川端一郎首相は会見した。川端氏は帰国した。川端村で祭り。", ["川端一郎", "川端"]),
        ("川端 一郎", "川端一郎首相は会見した。", ["川端一郎"]),
        ("森一郎", "森一郎前首相と森前首相。森の中。", ["森一郎", "森"]),
        ("江河", "江河访问欧洲。江部长说。江水上涨。", ["江河", "江"]),
        (
            "표하늘",
            "표하늘 대통령은 떠났다. 표 대통령은 말했다. 표 전 대통령. 투표 대표.",
            ["표하늘", "표", "표"],
        ),
        ("남궁하늘", "남궁하늘 장관. 남궁 장관.", ["남궁하늘", "남궁"]),
        ("阿达·布兰特", "阿达·布兰特抵达,布兰特说。", ["阿达·布兰特", "布兰特"]),
        (
            "アダ・ブラント",
            "アダ・ブラント氏。ブラント氏。ブラントン氏。マックス・ブラント氏。",
            ["アダ・ブラント", "ブラント"],
        ),
        ("아다 브란트", "아다 브란트 장관. 브란트는 떠났다. 힐데브란트.", ["아다 브란트", "브란트"]),
        ("아다 브란트", "아다브란트 장관", ["아다브란트"]),
    ],
)
def test_a_lone_surname_after_the_full_name(alias: str, text: str, expected: list[str]) -> None:
    assert found(Person("Ada Kawabata", aliases=(alias,)), text) == expected
    assert found(Person("Ada Kawabata", aliases=(alias,)), text.partition("。")[2]) == []


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (SurnameRule.ALWAYS, "川端首相は帰国した。", ["川端"]),
        (SurnameRule.ALWAYS, "川端村で祭り。", []),
        (SurnameRule.WITH_CONTEXT, "首都で川端首相は語った。", ["川端"]),
        (SurnameRule.WITH_CONTEXT, "川端首相は語った。", []),
        (SurnameRule.AFTER_FULL_NAME, "川端首相は語った。", []),
        (SurnameRule.NEVER, "川端一郎は語った。川端首相。", ["川端一郎"]),
    ],
)
def test_the_surname_rule_holds(rule: SurnameRule, text: str, expected: list[str]) -> None:
    person = Person("Ichiro Kawabata", aliases=("川端一郎",), surname=rule, context=("首都",))

    assert found(person, text) == expected


def test_a_headline_may_go_before_the_full_name() -> None:
    person = Person("Ichiro Kawabata", aliases=("川端一郎",))

    assert found(person, "川端一郎首相は会見した。", "川端首相が会見") == ["川端", "川端一郎"]
