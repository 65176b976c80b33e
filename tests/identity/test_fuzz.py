"""Whatever is fed in, identity answers, explains itself and does not depend on what it may not."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.identity.anchors import anchors_of
from monitor.identity.decide import Known, decide
from monitor.identity.keys import canonical_url, identity_keys
from monitor.identity.similar import SketchIndex, sketch_of
from monitor.identity.slots import compare
from monitor.model.story import Draft, Marker, MarkerName, Story, Version

NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)
WORDS = st.sampled_from(
    [
        *("Norvik", "Lissa", "said", "the", "ferry", "not", "killed", "Holm", "путин", "東京", "é"),
        *("9", "14", "5.3", "5,000", "Friday", "March", "2025-03-14", "10:40"),
        *("«", "»", "“", "”", "\n", ".", ","),
    ]
)
TEXT = st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=60))
DRAFTS = st.builds(
    Draft,
    agency=st.sampled_from(["north", "coast"]),
    feed=st.just("f"),
    guid=st.sampled_from(["", "a", "b", "https://x.example/url?url=https://y.example/a"]),
    url=st.sampled_from(["", "https://x.example/a", "https://x.example/b"]),
    headline=TEXT,
    paragraphs=st.lists(TEXT, max_size=5).map(tuple),
    markers=st.sampled_from(
        [(), (Marker(MarkerName.UPDATE, "UPDATE 1-", 1),), (Marker(MarkerName.CORRECTION, "CORRECTED"),)]
    ),
    language=st.sampled_from(["", "en", "es", "x", "日"]),
    published=st.sampled_from([None, NOW, NOW - timedelta(days=2)]),
)


def _known(draft: Draft, name: str) -> Known:
    head = Story(
        name, draft.agency, "f", draft.guid, draft.url, draft.headline, 1, "", NOW, NOW, cluster=name
    )
    return Known(head, Version(name, 1, NOW, "", draft))


@given(DRAFTS, st.lists(DRAFTS, max_size=4), st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_draft_gets_one_answer_with_a_reason(new: Draft, old: list[Draft], sighted: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
    index = SketchIndex()
    known = {f"s{number}": _known(draft, f"s{number}") for number, draft in enumerate(old)}
    for name, one in known.items():
        index.add(name, sketch_of(one.latest.draft))
    alike = [(known[like.story], like) for like in index.alike(sketch_of(new))]
    first = next((one for one in known.values() if one.story.agency == new.agency), None) if sighted else None
    found = decide(new, first, alike, NOW)
    assert found.why
    assert found.story is None or known[found.story].story.agency == new.agency
    assert not (found.copy_of and found.translation_of)
    assert found == decide(new, first, alike, NOW)


@given(DRAFTS)
def test_a_text_differs_from_itself_in_nothing(draft: Draft) -> None:
    compared = compare(draft, draft)
    assert (compared.replaced, compared.distance, compared.another_issue) == (0, 0, False)


@given(TEXT)
def test_anchors_are_never_empty(text: str) -> None:
    assert all(anchors_of([text]))


@given(st.text(max_size=80), st.sampled_from(["url", "u", "q"]))
def test_a_redirector_is_its_target_once_and_for_all(tail: str, name: str) -> None:
    url = canonical_url(f"https://a.example/redirect?{name}=https://b.example/{tail}")
    assert url == canonical_url(url)


@given(DRAFTS)
def test_keys_are_never_empty_and_each_once(draft: Draft) -> None:
    keys = identity_keys(draft)
    assert all(keys)
    assert len(keys) == len(set(keys))
