import pytest

from monitor.diff.carries import carries_the_error
from monitor.diff.judge import judge
from monitor.model.change import Kind
from monitor.model.story import Draft, Marker, MarkerName, PubStatus

OLD = (
    "The envoy, Mike Holt, said that 9 people were hurt. The quay was closed on Thursday. Boats left at dawn."
)
NEW = OLD.replace("Mike Holt", "Stan Holt").replace("9 people", "90 people")


def draft(text: str, *, corrected: bool = False, status: PubStatus = PubStatus.USABLE) -> Draft:
    markers = (Marker(MarkerName.CORRECTION, "CORRECTED"),) if corrected else ()
    return Draft("a", "f", "g", "u", "Boats leave", (text,), markers=markers, pub_status=status)


CORRECTION = judge(draft(OLD), draft(NEW, corrected=True))


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        (OLD, True),
        (NEW, False),
        (OLD.replace("The quay", "On Friday, the quay"), True),
        ("Our reporter writes: The envoy, Mike Holt, said that 9 people were hurt.", True),
        ("Our reporter writes: The envoy, Stan Holt, said that 90 people were hurt.", False),
        ("Mike Holt left again.", True),  # the name alone, far from its sentence
        (NEW.replace("Stan Holt", "Stan J. Holt"), False),
        (OLD.replace("Mike Holt", "Stan Holt"), True),  # half mended: the figure still stands
        ("Something else happened in the town.", False),
        ("", False),
    ],
)
def test_a_copy_carries_the_error_while_its_sentence_is_the_old_one(text: str, *, carried: bool) -> None:
    assert Kind.CORRECTION in CORRECTION.kinds
    assert carries_the_error(CORRECTION, draft(text)) is carried


def test_a_sentence_taken_out_by_a_correction_is_carried_where_it_still_stands() -> None:
    less = NEW.replace(" The quay was closed on Thursday.", "")
    correction = judge(draft(NEW), draft(less, corrected=True))
    assert carries_the_error(correction, draft(NEW))
    assert not carries_the_error(correction, draft(less))


def test_a_withdrawn_story_is_carried_by_every_copy_that_stands() -> None:
    retraction = judge(draft(OLD), draft("", status=PubStatus.CANCELED))
    assert carries_the_error(retraction, draft(OLD))
    assert not carries_the_error(retraction, draft(OLD, status=PubStatus.CANCELED))
