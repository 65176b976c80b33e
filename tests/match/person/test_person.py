import pytest

from monitor.match.compile import compile_watchlists
from monitor.match.person.kin import surname_of
from monitor.model.watch import Person, SurnameRule, Watchlist


def found(person: Person, *paragraphs: str, headline: str = "") -> list[tuple[str, str]]:
    matcher = compile_watchlists([Watchlist("W", people=(person,))])
    return [(mention.text, mention.matcher) for mention in matcher.mentions(headline, paragraphs)]


def texts(person: Person, *paragraphs: str, headline: str = "") -> list[str]:
    return [text for text, _ in found(person, *paragraphs, headline=headline)]


PUTIN = Person("Vladimir Putin", aliases=("Владимир Путин", "普京", "Wladimir Putin"))
WITKOFF = Person("Steve Witkoff")
MAY = Person("Theresa May", not_=("May Day",))


def test_names_aliases_and_surnames_say_by_what_they_were_found() -> None:
    assert found(PUTIN, "Vladimir Putin spoke.", "Putin’s aide nodded.", headline="Putin speaks") == [
        ("Putin", "surname after full name"),
        ("Vladimir Putin", "full name"),
        ("Putin", "surname after full name"),
    ]
    assert found(PUTIN, "Владимир Путин сказал. Путин молчал. 普京说。") == [
        ("Владимир Путин", "alias"),
        ("Путин", "surname after full name"),
        ("普京", "alias"),
    ]


def test_a_lone_surname_without_the_full_name_is_nobody() -> None:
    assert texts(PUTIN, "Putin spoke.", headline="Putin speaks") == []
    assert texts(PUTIN, "Putin came first.", "Then Vladimir Putin.") == ["Vladimir Putin"]


@pytest.mark.parametrize(
    "text",
    [
        "VLADIMIR PUTIN",
        "Vladimir  Putin",
        "Vladimir-\nPutin",
        "Vladimir Pu\u00adtin",
        "Vladímir Putin",
        "Vladimir Vladimirovich Putin",
        "Vladimir V. Putin",
    ],
)
def test_a_full_name_in_every_dress(text: str) -> None:
    assert [text] == texts(PUTIN, f"Yesterday {text}, again.")


@pytest.mark.parametrize(
    "text",
    ["vladimir putin", "Vladimir. Putin", "Vladimir, Putin", "Vladimir Putinov", "Vladimir Putin Jr. came"],
)
def test_what_is_not_the_full_name(text: str) -> None:
    assert texts(PUTIN, text) == []


def test_another_first_name_is_another_person() -> None:
    full = "Steve Witkoff met Alex Witkoff, the envoy Zorbo Witkoff and Mr. Witkoff."

    assert texts(WITKOFF, full) == ["Steve Witkoff", "Witkoff"]
    assert texts(WITKOFF, "White House special envoy Mike Witkoff came.") == []
    assert texts(
        Person("Donald Trump"), "Donald Trump. Melania Trump. Donald Trump Jr. Donald J. Trump."
    ) == [
        "Donald Trump",
        "Donald J. Trump",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "President Putin said",
        "Meanwhile Putin said",
        "In Moscow Putin said",
        "On Friday Putin said",
        "and while in Zorbograd Putin said",
        "a Trump-Putin call",
        "Russia’s Putin",
        "“Putin s position”",
        "(Putin)",
        "told Putin",
        "dün Bakan Putin",
        "azi Președintele Putin",
        "i går Statsministern Putin",
    ],
)
def test_words_before_a_surname_that_are_no_first_name(text: str) -> None:
    assert texts(PUTIN, "Vladimir Putin.", text) == ["Vladimir Putin", "Putin"]


def test_a_family_name_that_stands_first() -> None:
    kim = Person("Kim Jong-un", aliases=("Kim Jong Un",))
    body = "Kim Jong Un came. Kim waved. On Monday Kim Yo-jong spoke, and Kim Kardashian."

    assert texts(kim, body, headline="Kim Meets Envoy") == ["Kim", "Kim Jong Un", "Kim"]
    assert texts(kim, "Kim Jong Un came.", headline="Kim Yo Jong speaks") == ["Kim Jong Un"]


def test_genitives_and_plurals() -> None:
    assert texts(PUTIN, "Wladimir Putins Plan, Putins Rede, Vladimir Putin's, Putin’s") == [
        "Wladimir Putins",
        "Putins",
        "Vladimir Putin",
        "Putin",
    ]


@pytest.mark.parametrize(
    "text",
    ["it may rain", "in May", "12 May", "May 12", "since May,", "May Day", "THE PRIME MINISTER MAY GO"],
)
def test_may_is_not_theresa_may(text: str) -> None:
    assert texts(MAY, "Theresa May.", text) == ["Theresa May"]


def test_may_is_theresa_may() -> None:
    assert texts(MAY, "Theresa May.", "But May said so; May’s plan.") == ["Theresa May", "May", "May"]


BRUNN = Person("Ada Brunn", surname=SurnameRule.WITH_CONTEXT, context=("envoy", "foreign minist*"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy Brunn left.", [("Brunn", "surname with context")]),
        ("Brunn, a foreign minister, left.", [("Brunn", "surname with context")]),
        ("Brunn left.", []),
        ("The envoy Max Brunn left.", []),
        ("Ada Brunn left. Brunn!", [("Ada Brunn", "full name"), ("Brunn", "surname after full name")]),
    ],
)
def test_with_context(text: str, expected: list[tuple[str, str]]) -> None:
    assert expected == found(BRUNN, text)


def test_context_holds_in_its_own_paragraph() -> None:
    assert texts(BRUNN, "The envoy left.", "Brunn left.") == []


def test_never_and_always() -> None:
    never, always = (Person("Ada Brunn", surname=rule) for rule in (SurnameRule.NEVER, SurnameRule.ALWAYS))

    assert texts(never, "Ada Brunn and Brunn") == ["Ada Brunn"]
    assert found(always, "Brunn left, brunn.") == [("Brunn", "surname")]


def test_not_phrases_mask_full_names_too() -> None:
    person = Person("Ada Brunn", not_=("Ada Brunn Foundation", "Brunn Street"))

    assert texts(person, "Ada Brunn left the Ada Brunn Foundation in Brunn Street. Brunn!") == [
        "Ada Brunn",
        "Brunn",
    ]


def test_an_alias_that_is_no_name_gives_no_surname() -> None:
    person = Person("Ada Brunn", aliases=("Iron Lady", "president of Ruritania", "Ada Brun"))

    assert texts(person, "Ada Brunn. The Lady. Ruritania. Brun.") == ["Ada Brunn", "Brun"]


def test_initials_with_and_without_points() -> None:
    person = Person("Robert F. Brunn")

    assert texts(person, "Robert F. Brunn, Robert F Brunn") == ["Robert F. Brunn", "Robert F Brunn"]


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Ursula von der Leyen", "von der Leyen"),
        ("Mohammed bin Salman", "bin Salman"),
        ("Xi Jinping", "Xi"),
        ("Kim Jong-un", "Kim"),
        ("Yoon Suk Yeol", "Yoon"),
        ("Kim Kardashian", "Kardashian"),
        ("Li Andersson", "Andersson"),
        ("Robert Brunn Jr.", "Brunn"),
        ("Владимир Путин", "Путин"),
        ("بنيامين نتنياهو", "نتنياهو"),
        ("习近平", ""),
        ("Lula", ""),
        ("president of ruritania", ""),
    ],
)
def test_surnames(name: str, surname: str) -> None:
    assert surname == surname_of(name)
