"""Every way of writing a fact, in the one spelling it is compared in.

In the table: # a number, @ a date or time, ! a negation, ^ a capital, | a word that opens a sentence or quotation.
"""

import pytest

from monitor.diff.canonical import Sort, language_of, tokens_of

SIGNS = {Sort.WORD: "", Sort.NUMBER: "#", Sort.DATE: "@", Sort.NEGATION: "!"}


def forms(text: str, language: str) -> str:
    return " ".join(
        f"{SIGNS[one.sort]}{one.form.replace(' ', '_')}{'^' * one.capital}{'|' * one.opening}"
        for one in tokens_of(text, language_of(language))
    )


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # numbers in words
        ("en", "Two hundred and fifty thousand people fled.", "#250000^ people fled"),
        ("en", "twenty-one men and three dogs", "#21 men and #3 dogs"),
        ("en", "a hundred and one, ten and two", "a #101 #10 and #2"),
        ("en", "hundred and million, hundred and", "#100 and million #100 and"),
        ("en", "nine and ten", "#9 and #10"),
        ("en", "thousand and five, thousand, and five", "#1005 #1000 and #5"),
        ("en", "million people, two million", "million people #2000000"),
        ("en", "one thousand two hundred", "#1200"),
        ("en", "two million three hundred thousand", "#2300000"),
        ("en", "two, three; four", "#2 #3 #4"),
        ("es", "treinta y cinco, veinte y cinco, treinta y diez, dos y tres", "#35 #20 y #5 #30 y #10 #2 y #3"),
        ("es", "mil euros, dos mil", "#1000_€ #2000"),
        ("en", "mil, once, cent", "mil once cent"),
        ("en", "half a million, half a dozen, half the million", "#500000 half a #12 half the million"),
        ("en", "half a thousand, half a hundred, half a", "#500 half a #100 half a"),
        # digits
        ("es", "5.300 y 5,3 y 1.234,5", "#5300 y #5.3 y #1234.5"),
        ("en", "5,300 and 5.3 and 1,234.5 and 1,23 and 1,2345", "#5300 and #5.3 and #1234.5 and #1.23 and #1.2345"),
        ("en", "1,234,567 and 1,234,56", "#1234567 and #1.23456"),
        ("fr", "1\u00a0000 et 1\u202f000", "#1000 et #1000"),
        ("en", "-5 and \u22126 and +7 and a-8", "#-5 and #-6 and #7 and a #8"),
        ("en", "0.5, 1.10, 007", "#0.5 #1.1 #7"),
        # scales, money, units
        ("en", "$5 million, 5 dollars, €2bn, 2 bn, US$7, £3", "#5000000_$ #5_$ #2000000000_€ #2000000000 #7_$ #3_£"),
        ("en", "2.4m, 2.4 m, 5k, 5 k, 3 hundred, 3 dozen", "#2400000 #2.4 m #5000 #5 k #300 #3 #12"),
        ("en", "3 thousand million, 3, million", "#3000000000 #3 million"),
        ("en", "$ five, $", "#5_$ $"),
        ("en", "5 percent, 5 per cent, 5 %, cinco por ciento, 5 per man", "#5_% #5_% #5_% #5_% #5 per man"),
        ("en", "50 basis points, 50 bps, 50 basis", "#50_bp #50_bp #50 basis"),
        ("en", "20 °C, 20 degrees Celsius, 20 degrees north", "#20_°C #20_°C #20_degree north"),
        ("en", "68 F, 9 C, 9 c", "#68_°F #9_°C #9 c"),
        ("en", "5 hours, five-hour, 3 square miles, 5, hours", "#5_hour #5_hour #3 square miles #5 hours"),
        # ordinals
        ("en", "1st, 2nd, 3 rd, first, second, twelfth", "#1th #2th #3 rd #1th second #12th"),
        # dates
        ("en", "March 14, 2025 and 14 March and Mar. 14 and March 3rd", "@3-14^ @2025 and @3-14 and @3-14^ and @3-3^"),
        ("en", "21st March, 21 st March, 3rd of March", "@3-21 #21 st @month_3^ #3th of @month_3^"),
        ("en", "in 2025, since 1899, by 2100, by 1900, the 2025", "in @2025 since #1899 by #2100 by @1900 the #2025"),
        ("en", "March 2025, March x 2025, March a b c 2025", "march^| @2025 @month_3^ x @2025 @month_3^ a b c #2025"),
        ("en", "2025 was", "#2025 was"),
        ("en", "32 March, 0 March, 31 March, 001 April", "#32 @month_3^ #0 @month_3^ @3-31 #1 @month_4^"),
        ("en", "14  March, 14, March, 14. March, 14 of", "@3-14 #14 @month_3^ @3-14 #14 of"),
        ("en", "May 5, Theresa May, In May he, may go", "@5-5^ theresa^ may^ in^ @month_5^ he may go"),
        ("en", "they march, mar, dec 5, Dec, june, jun", "they march mar @12-5 @month_12^ @month_6 jun"),
        ("en", "Friday, friday, morgen", "@friday^ @friday morgen"),
        ("de", "morgen, Morgen", "morgen @morgen^"),
        ("fr", "sept morts, 3 sept", "#7 morts @9-3"),
        ("en", "10:40 p.m., 10.40pm, 10 am", "@time_22:40 @time_22:40 @time_10:00"),
        ("en", "12 am, 12 pm", "@time_0:00 @time_12:00"),
        ("en", "22:40, 22:40:15, 5 PM", "@time_22:40 @time_22:40 @time_17:00"),
        # words
        ("en", "don't, can't, won’t, cannot, shan't", "do !not can !not will !not can !not shall !not"),
        ("en", "it's, he's, Rovia's, we're, I've, they'll, I'm", "it is he is rovia^ we are i^ have they will i^ am"),
        ("fr", "n'est, ne", "n'est !ne"),
        ("en", "nobody, without, never, hardly", "!nobody !without !never !hardly"),
        ("ru", "не приедет", "!не приедет"),
        ("en", "no. 5, No. 7, no man, no. x", "no #5 no^ #7 !no man !no x"),
        ("en", "U.S. troops, Gen. Holm, PM Holm, pm Holm", "us^| troops general^ holm^ prime^ minister holm^ pm holm^"),
        ("en", "Sen. Ada, R&D, gov", "senator^| ada^ r^ and d^ governor"),
        # openings
        ("en", "He came. She left: “Yes”, Holm said", "he^| came she^| left yes^| holm^ said"),
        ("en", "he came (The end) … New", "he came the^| end new^|"),
        ("en", "the U.K. The end. Mr. Holm etc. Now", "the uk^ the^ end mr^ holm^ etc now^"),
        ("en", "the U.K. “The end”, Mr. “Holm”", "the uk^ the^| end mr^ holm^|"),
        ("en", "They came.  She left", "they^| came she^| left"),
    ],
)  # fmt: skip
def test_a_fact_has_one_spelling(language: str, text: str, expected: str) -> None:
    assert forms(text, language) == expected


def test_offsets_cut_the_fact_out_of_its_sentence() -> None:
    text = "Rovia's 2nd fleet cost $2.4 million on March 14th."
    cut = [text[one.start : one.end] for one in tokens_of(text, language_of("en"))]
    assert cut == ["Rovia", "2nd", "fleet", "cost", "$2.4 million", "on", "March 14th"]


@pytest.mark.parametrize(
    ("tag", "comma", "english"),
    [("", False, True), ("en-GB", False, True), ("DE", True, False), ("xx", False, False)],
)
def test_a_language_is_known_by_its_tag(tag: str, *, comma: bool, english: bool) -> None:
    language = language_of(tag)
    assert (language.comma, language.english, "not" in language.negations) == (comma, english, True)
