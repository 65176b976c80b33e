"""The forms names take: cases, orders, initials, other spellings; and what only looks like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.match.compile import compile_watchlists
from monitor.match.endings import holds, paradigm_of
from monitor.match.fold import fold
from monitor.match.inflected import ANY, tongues_of
from monitor.match.text import story_text
from monitor.model.watch import Person, SurnameRule, Watchlist

WEAK = "different first name"


def found(name: str | Person, text: str, *, headline: str = "", language: str = "") -> list[tuple[str, str]]:
    person = name if isinstance(name, Person) else Person(name)
    matcher = compile_watchlists([Watchlist("W", people=(person,))])
    mentions = matcher.mentions(headline, [text], language=language, weak=True)
    return [(mention.text, mention.matcher) for mention in mentions]


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("Владимир Брандт", "О визите Владимира Брандта.", "Владимира Брандта"),
        ("Владимир Брандт", "Встреча с Владимиром Брандтом", "Владимиром Брандтом"),
        ("Дмитрий Лаптев", "Слова Дмитрия Лаптева", "Дмитрия Лаптева"),
        ("Мария Захарчук", "о Марии Захарчук", "Марии Захарчук"),
        ("Алексей Горский", "с Алексеем Горским", "Алексеем Горским"),
        ("Анна Горская", "Анну Горскую ждали", "Анну Горскую"),
        ("Олег Заяц", "про Олега Зайца", "Олега Зайца"),
        ("Олександр Гарський", "Зустріч з Олександром Гарським", "Олександром Гарським"),
        ("Олександр Гарський", "Олександра Гарського чекали", "Олександра Гарського"),
        ("Donald Harbin", "Spotkanie z Donaldem Harbinem w porcie", "Donaldem Harbinem"),
        ("Anna Horska", "Wizyta Anny Horskiej jest w planie", "Anny Horskiej"),
        ("Jan Duda", "Janowi Dudzie nie było do śmiechu", "Janowi Dudzie"),
        ("Petr Karel", "Setkání s Petrem Karlem se konalo", "Petrem Karlem"),
        ("Jana Novotná", "řekl Janě Novotné", "Janě Novotné"),
        ("Ivan Marić", "Susret s Ivanom Marićem je bio kratak", "Ivanom Marićem"),
        ("Donald Harbin", "Donald Harbinin mukaan se on ohi", "Donald Harbinin"),
        ("Sauli Niemelä", "Sauli Niemelälle ja muille", "Sauli Niemelälle"),
        ("Aino Virtanen", "Aino Virtasen hallitus on", "Aino Virtasen"),
        ("Viktor Halász", "Halász Viktorral tárgyalt az elnök", "Halász Viktorral"),
        ("Donald Harbin", "Donald Harbinnal és másokkal", "Donald Harbinnal"),
        ("Recep Aydın", "Recep Aydın'ın konuşması", "Recep Aydın"),
        ("Recep Aydın", "Recep Aydın’a göre", "Recep Aydın"),
        ("Gerhard Harms", "Gerhard Harms’ Rede", "Gerhard Harms"),
        ("Gerhard Kohn", "Gerhard Kohns Rede", "Gerhard Kohns"),
        ("Сергій Залізний", "із Сергієм Залізним", "Сергієм Залізним"),
        ("Евгений Орел", "с Евгением Орлом", "Евгением Орлом"),
        ("Федір Іванів", "Федора Іванова", "Федора Іванова"),
        ("Игорь Чесник", "Игоря Чесника", "Игоря Чесника"),
        ("Tomáš Hrabal", "Tomáši Hrabalovi přišel dopis", "Tomáši Hrabalovi"),
        ("Jan Fiala", "Jan Fialova vláda jednala", "Jan Fialova"),
        ("Marek Koniec", "Markiem Końcem", "Markiem Końcem"),
        ("Karol Horski", "Pisze o Karolu Horskim", "Karolu Horskim"),
        ("Anni Saarikko", "Anni Saarikon puhe", "Anni Saarikon"),
        ("Anni Aalto", "Anni Aallon hallitus", "Anni Aallon"),
        ("Antti Häkkänen", "Antti Häkkästä", "Antti Häkkästä"),
        ("Sanna Harbin", "SANNA HARBINISTA KIRJA", "SANNA HARBINISTA"),
        ("Νίκος Παππάς", "του Νίκου Παππά", "Νίκου Παππά"),
        ("Γιώργος Λαμπράκης", "τον Γιώργο Λαμπράκη", "Γιώργο Λαμπράκη"),
    ],
)
def test_cases(name: str, text: str, form: str) -> None:
    assert found(name, text) == ([(form, "full name")] if form else [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Gordon Brown", "Gordon Browne spoke in the House of Commons."),
        ("Petr Martin", "Petr Martina spoke to the press and left."),
        ("Donald Harbin", "Donald Harbina"),
        ("Владимир Брандт", "Владимир Брандтов"),
        ("Jana Novak", "Jana Novako"),
        ("Hans Harb", "HANS HARBEN WINS"),
        ("Vladimir Harbin", "Vladimir Harbinov"),
    ],
)
def test_endings_of_another_language_are_another_name(name: str, text: str) -> None:
    assert found(name, text) == []


def test_the_storys_own_language_goes_first() -> None:
    assert found("Donald Harbin", "Donald Harbina", language="pl") == [("Donald Harbina", "full name")]
    assert found("Donald Harbin", "Wizyta Donalda Harbina w porcie", language="en") == []


@pytest.mark.parametrize(
    ("text", "tongues"),
    [
        ("the house of the rising sun and the sea", set()),
        ("to jest dom i nie ma go w domu", {"pl"}),
        ("se on ja ei ole", {"fi"}),
        ("", {ANY}),
        ("HARBIN LANDS", {ANY}),
        ("Žluťoučký lůj", {"cs"}),
    ],
)
def test_tongues(text: str, tongues: set[str]) -> None:
    assert tongues == tongues_of("", text, fold(text).text)


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("Kim Jong-un", "Jong-un Kim spoke", "Jong-un Kim"),
        ("Kim Jong-un", "Kim Jongun spoke", "Kim Jongun"),
        ("Xi Jinping", "Jinping Xi spoke", "Jinping Xi"),
        ("Kenzo Ito", "Ito Kenzo spoke", "Ito Kenzo"),
        ("Viktor Halász", "Halász Viktor szerint", "Halász Viktor"),
        ("Vladimir Brandt", "Brandt Vladimir Petrovich", "Brandt Vladimir"),
        ("Steve Harbin", "Steven Harbin spoke", "Steven Harbin"),
        ("Sergei Brandt", "Serhiy Brandt spoke", "Serhiy Brandt"),
        ("Steve Harbin", "S. Harbin spoke", "S. Harbin"),
        ("J.D. Harbin", "JD Harbin and others", "JD Harbin"),
        ("J.D. Harbin", "J. D. Harbin", "J. D. Harbin"),
        ("Steve Harbin", "Steve Albert Harbin", "Steve Albert Harbin"),
        ("Vladimir Brandt", "Vladimir Petrovich Brandt", "Vladimir Petrovich Brandt"),
        ("Vladimir Harbenskyy", "Vladimir Harbensky, Vladimir", "Vladimir Harbensky"),
        ("Gerhard Schröter", "Gerhard Schroeter", "Gerhard Schroeter"),
        ("Ada Brandt", "Senator Ada Brandt", "Ada Brandt"),
        ("Ada Brandt", "Ada A. Brandt", "Ada A. Brandt"),
        ("Андрей Брандт", "А.С. Брандт", "А.С. Брандт"),
        ("Ada Brandt Jr.", "Ada Brandt Jr. left", "Ada Brandt Jr."),
        ("Ada Brandt Jr.", "Ada Brandt, Jr., left", "Ada Brandt, Jr."),
        ("Ada Brandt Jr.", "Ada Brandt Jr", "Ada Brandt Jr"),
    ],
)
def test_orders_initials_and_spellings(name: str, text: str, form: str) -> None:
    assert found(name, text) == [(form, "full name")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kim Jong-un", "Kim Jong-il"),
        ("Ada Brandt", "M. Brandt"),
        ("Ada Brandt", "Mr. Brandt"),
        ("Ada Brandt", "Brandt, Max"),
        ("Charles de Gaulle", "aéroport Charles de Gaulle"),
        ("Charles de Gaulle", "Charles de Gaulle airport"),
        ("Ada Brandt", "Ada Brandt International Airport"),
        ("Ada Brandt", "Ada Brandt Street"),
        ("Ada Brandt", "Ada Brandt Harbour Bridge"),
        ("Ada Brandt", "Ada Brandt Center"),
        ("António Brandt", "A Brandt Rica"),
        ("Donald Harbin", "Donald Meets Unknown Harbin"),
    ],
)
def test_what_is_somebody_or_something_else(name: str, text: str) -> None:
    assert [matcher for _, matcher in found(name, "x", headline=text) if matcher != WEAK] == []
    assert [matcher for _, matcher in found(name, text) if matcher != WEAK] == []


@pytest.mark.parametrize("text", ["May I ask", "May the force", "May we see"])
def test_a_word_at_the_head_of_a_sentence(text: str) -> None:
    assert found("Theresa May", f"Theresa May left. {text}") == [("Theresa May", "full name")]


@pytest.mark.parametrize("text", ["Mike Harbin", "the envoy Zorbo Harbin", "M. Q. Harbin", "Q. Harbin"])
def test_a_different_first_name_is_a_weak_mention(text: str) -> None:
    person = Person("Steve Harbin", different_first_name=True)
    matcher = compile_watchlists([Watchlist("W", people=(person,))])
    weak = [(m.text, m.matcher) for m in matcher.mentions("", [text])]

    assert [matcher for _, matcher in weak] == [WEAK]
    assert weak == found("Steve Harbin", text)
    assert compile_watchlists([Watchlist("W", people=(Person("Steve Harbin"),))]).mentions("", [text]) == ()


def test_another_first_name_and_the_own_one_in_one_story() -> None:
    text = "Steve Harbin and his brother Mike Harbin came. Harbin spoke."

    assert found("Steve Harbin", text) == [
        ("Steve Harbin", "full name"),
        ("Mike Harbin", WEAK),
        ("Harbin", "surname after full name"),
    ]


NAMES = st.text(alphabet="abcdefghiklmnoprstuwyzабвгдеиклмнорстуыяαδεηικλοσ", min_size=1, max_size=9)


@given(NAMES)
def test_a_name_is_one_of_its_own_forms(name: str) -> None:
    paradigm = paradigm_of(name)
    stem, tail = name[: len(name) - paradigm.cut], name[len(name) - paradigm.cut :]

    assert holds(paradigm, tail, stem, story_text("", ()))
    assert stem or not name


@given(NAMES.filter(lambda name: len(name) > 2))
def test_every_name_is_found_as_it_is_written(name: str) -> None:
    written = f"Ada {name.capitalize()}"

    assert [text for text, _ in found(written, f"1999 {written} left.")] == [written]


@pytest.mark.parametrize(
    "text",
    [
        "(Reporting by Max Muster and Ada Brandt; editing by X)",
        "Foto: Ada Brandt",
        "EFE-EPA/ADA BRANDT",
        "A seal. (AP Photo/Ada Brandt)",
        "Ada Brandt/AFP",
        "By Ada Brandt",
        "Von Max Muster und Ada Brandt",
        "© Ada Brandt",
    ],
)
def test_credits_and_bylines_never_match(text: str) -> None:
    assert found("Ada Brandt", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The talks led by Ada Brandt ended.",
        "Berlin/Oslo: Ada Brandt",
        "A photo by the sea of Ada Brandt",
        "by Ada Brandt, who",
    ],
)
def test_what_is_no_credit(text: str) -> None:
    assert found("Ada Brandt", text) == [("Ada Brandt", "full name")]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("בנימין אדלר", "נמסר לבנימין אדלר", ["בנימין אדלר"]),
        ("בנימין אדלר", "ולבנימין אדלר", ["בנימין אדלר"]),
        ("אדלר", "אדלרים", []),
        ("سالم بدري", "وسالم بدري", ["سالم بدري"]),
        ("سالم", "سالمين", []),
        ("سالم", "مسالم", []),
    ],
)
def test_particles_written_together_with_the_name(name: str, text: str, expected: list[str]) -> None:
    assert expected == [text for text, _ in found(name, text)]


@pytest.mark.parametrize(
    "text",
    ["Sara, Max Adler", "x; Zorbo Adler", "ADLER scores", "(Zorbo Adler)", "Adler Creek", "B.C. Adler"],
)
def test_a_surname_after_the_full_name_that_is_somebody_elses(text: str) -> None:
    person = "Ada Adler"

    assert [found for found, matcher in found(person, f"Ada Adler left. {text}") if matcher != WEAK] == [
        person
    ]


def test_a_surname_that_begins_another_name() -> None:
    assert found("Nicu Dan", "Nicu Dan left. Dan spoke. Dan Harbin did not.") == [
        ("Nicu Dan", "full name"),
        ("Dan", "surname after full name"),
    ]


def test_an_alias_that_runs_into_the_full_name_is_no_mention_of_its_own() -> None:
    person = Person("Ada Brandt", aliases=("Dame Ada",))

    assert found(person, "Dame Ada Brandt met Dame Ada.") == [
        ("Ada Brandt", "full name"),
        ("Dame Ada", "alias"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "Hamid el-Badri",
            "Hamid al-Badri left. El-Badri spoke, as Badri would.",
            ["Hamid al-Badri", "El-Badri", "Badri"],
        ),
        ("Hamid Fathi el-Badri", "Hamid Fathi al-Badri left.", ["Hamid Fathi al-Badri"]),
        ("Hamid el-Badri", "Hamid el-Badri left. Hassan el-Badri stayed.", ["Hamid el-Badri"]),
        ("Boris Harms", "Boris Harms schwieg, weil Fraktionschef Harms sprach.", ["Boris Harms", "Harms"]),
        ("Boris Harms", "Boris Harms schwieg, im Fall Harms.", ["Boris Harms", "Harms"]),
        ("Άννα Κάλλη", "Η Άννα Κάλλη. Η Μαρία Κάλλη. Η Κάλλη.", ["Άννα Κάλλη", "Κάλλη"]),
        ("Пётр Брандт", "Пётр Брандт ушёл. Людмилы Брандт не было. Брандт ушёл.", ["Пётр Брандт", "Брандт"]),
        ("Пётр Брандт", "Пётр Брандт ушёл. Вчера Зорбо Брандт пришёл.", ["Пётр Брандт"]),
        ("Пётр Брандт", "Пётр Брандт ушёл. Позже в Осло Брандт пришёл.", ["Пётр Брандт", "Брандт"]),
        ("Ada Brandt", "Ada Brandt left. Anna-Zorbo Brandt did not.", ["Ada Brandt"]),
        ("آدا برانت", "وصلت آدا برانت. قال محمد برانت. وقال برانت", ["آدا برانت", "برانت"]),
        ("עדה אדלר", "עדה אדלר נאמה. משה אדלר הלך. אדלר", ["עדה אדלר", "אדלר"]),
        ("아다 브란트", "아다 브란트 장관. 안나 브란트 의원. 브란트 장관.", ["아다 브란트", "브란트"]),
        ("Лев Голуб", "Льву Голубу", ["Льву Голубу"]),
        ("Anna Horňová", "Annu Horňovú ocenili", ["Annu Horňovú"]),
        ("Jan Horčka", "Jan Horčka mluvil. Horčkův návrh", ["Jan Horčka", "Horčkův"]),
        ("Jan Hołownia", "Jana Hołowni nie było w domu", ["Jana Hołowni"]),
        ("איתמר בן אדלר", "איתמר בן־אדלר נאם. בן אדלר", ["איתמר בן־אדלר", "בן אדלר"]),
        (
            Person("Bill Harbin", surname=SurnameRule.NEVER),
            "William Harbin left. Harbin did.",
            ["William Harbin"],
        ),
    ],
)
def test_whom_a_surname_names(name: str | Person, text: str, expected: list[str]) -> None:
    assert [place for place, matcher in found(name, text) if matcher != WEAK] == expected
