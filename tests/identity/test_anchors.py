"""Names and numbers as most languages share them."""

import pytest

from monitor.identity.anchors import anchors_of, sounds_of


@pytest.mark.parametrize(
    ("names", "sound"),
    [
        (("Putin", "Poutine", "Путин"), "ptn"),
        (("Zelensky", "Selenskyj", "Zelenski"), "slnsk"),
        (("Schmidt", "Shmidt"), "smdt"),
        (("Phillips", "Filips"), "flps"),
        (("Kharkiv", "Harkiw"), "rkv"),
        (("Chang", "Tschang", "Tchang"), "sng"),
        (("Becker", "Beker"), "bkr"),
        (("Müller", "Muller"), "mlr"),
        (("Djindjic", "Sinsic"), "snsk"),
        (("Katzner", "Katsner"), "ksnr"),
        (("Quentin", "Kentin"), "kntn"),
        (("Tszyu",), "tszyu"),
        (("Anna", "ANNA"), "anna"),
        (("Bo", "Ann", "Lee"), ""),
        (("Жуков",), "skv"),
    ],
)
def test_a_name_is_its_consonants_as_they_sound(names: tuple[str, ...], sound: str) -> None:
    assert {sounds_of(name) for name in names} == {sound}


def test_names_and_numbers_come_in_reading_order_without_what_opens_a_sentence() -> None:
    texts = (
        "Petrov met Holm. Berg, who had 2,400 crowns and 7 coats, saw “Marta” (Lind) in 1998.",
        "In Norvik, 12 men waited. 31 witnesses lied; A4 was closed.",
    )
    assert anchors_of(texts) == ["holm", "2400", "mrt", "lnd", "1998", "nrvk", "12", "31"]


def test_a_number_has_two_digits_and_stands_alone() -> None:
    assert anchors_of(("of 9 and 10 and x11 and 12.5 and 1\u00a0000 and 3,",)) == ["10", "125", "1000"]


def test_nothing_gives_nothing() -> None:
    assert anchors_of(()) == anchors_of(("",)) == anchors_of(("no name here",)) == []
