from monitor.match.spellings import propose, spellings_of

LISTS = [
    "olexandr, oleksandr, александр, олександр => Q1\n",
    "alexander, olexandr, αλέξανδρος => Q2\n",
    "harbenko, garbenko, harbenko', гарбенко, 加尔边科 => Q3\n",
    "гарбенко, ハルベンコ => Q4\n",
    "other, іншe => Q5\n",
]


def test_full_names_are_put_together_script_by_script() -> None:
    spellings = spellings_of(["Olexandr", "Harbenko"], LISTS)

    assert propose("Olexandr Harbenko", spellings) == (
        "Olexandr Garbenko",
        "Alexander Garbenko",
        "Alexander Harbenko",
        "Oleksandr Garbenko",
        "Александр Гарбенко",
        "Олександр Гарбенко",
        "加尔边科",
    )


def test_what_is_found_anyway_and_what_is_half_known_is_left_out() -> None:
    spellings = spellings_of(["Olexandr", "Harbenko", "Unknown"], LISTS)

    assert "Olexandr Harbenko" not in propose("Olexandr Harbenko", spellings)
    assert propose("Olexandr Unknown", spellings) == ()
