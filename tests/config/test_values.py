import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.values import check_text, read_count, read_duration, read_flag, read_share, read_size


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90.0), ("5m", 300.0), ("2h", 7200.0), ("7d", 604800.0), ("1h30m", 5400.0), ("0", 0.0)],
)
def test_durations(text: str, seconds: float) -> None:
    assert seconds == read_duration(text)


@pytest.mark.parametrize("value", [60, "60", "5 m", "m", "-5s", "5y", "", None, True, [], "9999999d"])
def test_what_is_no_duration(value: object) -> None:
    with pytest.raises(ValueError, match="duration"):
        read_duration(value)


@pytest.mark.parametrize(
    ("text", "size"), [("10MiB", 10 * 2**20), ("500kB", 500_000), ("1.5 GiB", 3 * 2**29), (4096, 4096)]
)
def test_sizes(text: object, size: int) -> None:
    assert size == read_size(text)


@pytest.mark.parametrize("value", [10, "10", "MiB", "10 mib", True, None])
def test_what_is_no_size(value: object) -> None:
    with pytest.raises(ValueError, match="size"):
        read_size(value)


@pytest.mark.parametrize(
    ("text", "share"), [("5%", 0.05), ("2.5 %", 0.025), ("0%", 0.0), ("100%", 1.0), (0.05, 0.05)]
)
def test_shares(text: object, share: float) -> None:
    assert share == read_share(text)


@pytest.mark.parametrize("value", [5, "5", "101%", "-1%", 1.5, "%", True, None])
def test_what_is_no_share(value: object) -> None:
    with pytest.raises(ValueError, match="share"):
        read_share(value)


def test_only_true_and_false_are_flags() -> None:
    assert [read_flag(value) for value in (True, False, "true")] == [True, False, True]
    for value in ("yes", "on", "NO", 1, 0, "True"):
        with pytest.raises(ValueError, match="true or false"):
            read_flag(value)


@given(st.integers(min_value=0, max_value=10**9 - 1))
def test_counts_may_come_as_text(number: int) -> None:
    assert number == read_count(number) == read_count(str(number))


@pytest.mark.parametrize("value", [True, 1.0, "1.0", "-1", "x", None])
def test_what_is_no_count(value: object) -> None:
    with pytest.raises(ValueError, match="whole number"):
        read_count(value)


def test_text_may_hold_the_joiners_its_script_is_written_with() -> None:
    assert check_text("علی خامنه\u200cای") == "علی خامنه\u200cای"
    for wrong in ("", " \u200c", "a\u202eb", "a\nb", "a\x00"):
        with pytest.raises(ValueError, match="text is wanted"):
            check_text(wrong)
