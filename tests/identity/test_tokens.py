"""What fills a slot: figures, dates, names; and what does not."""

import pytest

from monitor.identity.tokens import Token, headline_tokens, names_in, tokens


def marked(text: str) -> str:
    """The words with what they are: d a date, h a number, s another slot."""
    return " ".join(
        f"{one.word}/{'d' if one.date else 'h' if one.hard else 's'}" if one.slot else one.word
        for one in tokens(text)
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The storm hit Norvik. It passed.", "the storm hit norvik/s it passed"),
        ("It hit. Norvik slept", "it/s hit norvik slept"),
        ("It hit? Norvik slept!", "it hit norvik slept"),
        ('He said: "Norvik sleeps."', "he said norvik/s sleeps"),
        ('He slept." Norvik too.', "he slept norvik too"),
        ("He met Mr. X", "he/s met mr/s x"),
        ("Norvik Storm 12.5", "norvik/s storm/s 12.5/h"),
        ("Norvik Storm 12.5.", "norvik storm/s 12.5/h"),
        ("Oslo a b c d e f g h i j Norvik", "oslo/s a b c d e f g h i j norvik/s"),
        ("Oslo a b c d e f g h i j k Norvik", "oslo a b c d e f g h i j k norvik/s"),
        ("nine dead, neun Tote, nueve muertos", "9/h dead 9/h tote/s 9/h muertos"),
        ("a million, dozen; thirty", "a million/h dozen/h thirty/h"),
        ("uno un um een once", "uno un um een once"),
        ("the price rose and Fell in the north", "the price rose/s and fell/s in the north/s"),
        ("monday, yesterday and the third quarter", "monday/d yesterday/d and the third/d quarter/d"),
        ("on 14 March 2025", "on 14/d march/d 2025/d"),
        ("March 14 and 15", "march/d 14/d and 15/h"),
        ("14 ships in March", "14/h ships in march/d"),
        ("in 1900, 1899, 2099 and 2100", "in 1900/d 1899/h 2099/d and 2100/h"),
        ("2025-03-14 14.3.2025 14/03/25 10:30 10:30:15", "2025-03-14/d 14.3.2025/d 14/03/25/d 10:30/d 10:30:15/d"),
        ("1,234.5 12:5 7", "1,234.5/h 12:5/h 7/h"),
        ("IT and EUR", "it/s and eur/s"),
        ("the iPhone sold", "the iphone sold"),
    ],
)  # fmt: skip
def test_each_word_is_told_slot_or_not(text: str, said: str) -> None:
    assert marked(text) == said


def test_a_number_before_a_month_is_a_date_and_one_at_the_end_is_itself() -> None:
    assert list(tokens("9 may 8")) == [
        Token("9", slot=True, hard=True, date=True),
        Token("may", slot=True, hard=True, date=True),
        Token("8", slot=True, hard=True, date=True),
    ]
    assert list(tokens("8")) == [Token("8", slot=True, hard=True, date=False)]
    assert list(tokens("8 9")) == [
        Token("8", slot=True, hard=True, date=False),
        Token("9", slot=True, hard=True, date=False),
    ]


def test_names_are_the_slots_that_are_no_figures() -> None:
    body = list(tokens("The mayor of Norvik met 9 men in March as prices rose."))
    assert names_in(body) == {"norvik", "rose"}


def test_a_headlines_capitals_count_where_the_copy_has_them() -> None:
    told = headline_tokens("Nine Ships Leave Norvik, Prices Rose", frozenset({"norvik"}))
    assert [one.word for one in told if one.slot] == ["9", "norvik", "rose"]
