import re
from datetime import UTC, datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.model.alert import Notification, ServiceEvent
from monitor.model.watch import Priority, Reason
from monitor.render.email import MailHeaders, message
from tests.servers.alerts import SEEN, alert, change, first_mention, mention, notification, story

NOW = datetime(2025, 3, 14, 7, 31, tzinfo=UTC)
COMMON = MailHeaders(
    "Politics mail",
    Address("Wirewatch", addr_spec="wire@desk.example"),
    (Address(addr_spec="politics@desk.example"), Address(addr_spec="night@desk.example")),
    "https://watch.example/unsubscribe/7",
)
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Importance",
    "MIME-Version",
    "Content-Type",
}

HOSTILE = [
    "=?utf-8?q?=0D=0AX-Evil:_1?=",
    "=?utf-8?b?DQpYLUV2aWw6IDE=?=",
    "News\r\nX-Evil: 1",
    "News\nX-Evil: 1\n\n<script>alert(1)</script>",
    "News\r\n\r\nbody of somebody else's",
    "\x00\x07\x1b[31mred\x7f\x85\u2028X-Evil: 1\u2029",
    "\u202egnp.exe\u202c \u2066hidden\u2069 \ufeff\u00ad\U000e0041",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '"><a href="javascript:alert(1)">x</a>',
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "<!channel> @everyone @here",
    "lone \ud800 surrogate \udfff",
    "=" * 500 + "?" * 500,
    "x" * 2_000,
    "ж" * 1_500,
    " = ?utf-8?q?x?=",
    "",
]


def send(made: Notification | None = None) -> tuple[EmailMessage, bytes]:
    """Return the mail as a reader gets it, parsed from its bytes, and the bytes."""
    raw = message(made or notification(), COMMON, NOW).as_bytes()
    parsed = BytesParser(policy=policy.default).parsebytes(raw)
    assert isinstance(parsed, EmailMessage)
    return parsed, raw


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def test_the_subject_starts_with_the_headline() -> None:
    mail, _ = send()
    assert mail["Subject"] == "Ferry aground off Port Alder, 90 rescued — correction: Ilse Marrow"


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=160))
@example("Обстрел порта: число погибших выросло до 90, сообщает управление гавани острова, " * 2)
@example("港で座礁したフェリーから九十人を救助、港湾局が訂正" * 5)
def test_every_headline_comes_back_whole_in_words_of_rfc_2047_length(headline: str) -> None:
    mail, raw = send(notification(alert(story=story(headline=headline))))
    line = " ".join(headline.split()) or "(no headline)"
    shown = line if len(line) <= 140 else f"{line[:139].rstrip()}…"
    assert mail["Subject"] == f"{shown} — correction: Ilse Marrow".replace("=?", "= ?")
    for word in re.findall(rb"=\?utf-8\?.\?[^?]*\?=", raw):
        assert len(word) <= 75


def test_a_huge_change_is_cut_and_says_so() -> None:
    long = tuple(f"{number} " + "sentence " * 300 for number in range(200))
    text = part(send(notification(alert(change=change(blocks=(), added=long))))[0], "plain")
    assert len(text) < 20_000
    assert re.search(r"… and \d+ more changed sentences", text)


def test_a_long_digest_tells_the_rest_in_a_line_each() -> None:
    mail, _ = send(notification(*[alert(id=f"a{n}", story=story(headline=f"Story {n}")) for n in range(300)]))
    for kind in ("plain", "html"):
        text = part(mail, kind)
        assert "Story 224 — correction: Ilse Marrow" in text
        assert "Story 225 —" not in text
        assert "… and 75 more alerts" in text


def test_text_shows_reason_change_mention_and_links() -> None:
    text = part(send()[0], "plain")
    assert "Coastwire corrected a story that names Ilse Marrow: 9 became 90." in text
    assert "Number: 9 → 90" in text
    assert "(paragraph 1) The harbour board said [-9-]{+90+} people were rescued." in text
    assert "ferry pilot, *Ilse Marrow*, told" in text
    assert "https://coastwire.example/ferry" in text
    assert "http://watch.example:8080/stories/03aa51/diff/1/2" in text
    assert "still carries the error" in text


def test_html_marks_the_change_by_element_and_sign_not_by_colour_alone() -> None:
    html = part(send()[0], "html")
    assert re.search(
        r"<del[^>]*><small>\[−\]</small>9</del><ins[^>]*><small>\[\+\]</small>90</ins> people", html
    )
    assert re.search(r"pilot, <mark[^>]*>Ilse Marrow</mark>, told", html)


def test_the_bytes_are_seven_bit_with_no_line_over_998() -> None:
    _, raw = send(notification(alert(sentence="ж" * 3_000)))
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


def test_updates_answer_the_first_mention() -> None:
    first, _ = send(notification(first_mention(), id="n0"))
    later, _ = send(notification(alert(), id="n1"))
    last, _ = send(notification(alert(id="a2"), id="n2"))
    assert first["In-Reply-To"] is None
    assert later["In-Reply-To"] == later["References"] == first["Message-ID"]
    assert last["References"] == first["Message-ID"]
    assert len({first["Message-ID"], later["Message-ID"], last["Message-ID"]}) == 3


def test_the_same_notification_has_the_same_message_id_whenever_it_is_sent() -> None:
    later = message(notification(), COMMON, datetime(2025, 3, 15, 7, 31, tzinfo=UTC))
    assert later["Message-ID"] == send()[0]["Message-ID"] == "<c85a790ab7c408d40c1b7422a63aff70@desk.example>"
    assert later["Date"] != send()[0]["Date"]


def test_threads_are_by_story_watch_and_receiver() -> None:
    mails = [
        send(notification(alert()))[0],
        send(notification(alert(story=story(id="other"))))[0],
        send(notification(alert(watch="Port Alder")))[0],
        send(notification(alert(), receiver="night"))[0],
    ]
    assert len({mail["References"] for mail in mails}) == 4


def test_ids_are_short_raw_ascii_even_for_a_long_domain() -> None:
    sender = Address(addr_spec="wire@" + "a" * 60 + ".example")
    head = MailHeaders("desk", sender, COMMON.to)
    raw = message(notification(), head, NOW).as_bytes().decode("ascii")
    for name in ("Message-ID", "In-Reply-To", "References"):
        found = re.search(rf"^{name}: (<[!-~]+@[!-~]+>)\r$", raw, re.MULTILINE)
        assert found, name
        assert len(found[1]) <= 70


def test_a_digest_of_one_story_and_watch_stays_in_its_thread_and_another_is_alone() -> None:
    together, _ = send(notification(alert(), alert(id="a2")))
    apart, _ = send(notification(alert(), alert(id="a2", watch="Port Alder")))
    assert together["References"] == send()[0]["References"]
    assert apart["References"] is None
    assert together["Subject"].endswith("— and 1 more")


def test_list_and_automation_headers() -> None:
    mail, _ = send()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "<politics-mail.wirewatch.desk.example>"
    assert mail["List-Unsubscribe"] == "<https://watch.example/unsubscribe/7>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Importance"] == "high"
    assert send(notification(alert(priority=Priority.LOW)))[0]["Importance"] is None


def test_without_an_unsubscribe_url_there_is_no_such_header() -> None:
    head = MailHeaders("desk", COMMON.sender, COMMON.to)
    assert message(notification(), head, NOW)["List-Unsubscribe"] is None


def test_the_services_own_event_is_a_mail_too() -> None:
    event = ServiceEvent(
        "feed.down", SEEN, "Feed coastwire-en is down", "No answer since 07:00.", (("feed", "coastwire-en"),)
    )
    mail, _ = send(Notification("n9", "desk", (), service=event))
    assert mail["Subject"] == "Feed coastwire-en is down"
    assert mail["References"] is None
    assert "feed: coastwire-en" in part(mail, "plain")
    assert "No answer since 07:00." in part(mail, "html")


def test_a_notification_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="neither"):
        message(Notification("n", "desk", ()), COMMON, NOW)


class _Tags(HTMLParser):
    """Collects what an HTML reader would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name in {"href", "src"}}


def hostile_notification(text: str) -> Notification:
    seen = mention()
    return notification(
        alert(
            sentence=text,
            watch=text,
            watchlist=text,
            story=story(headline=text, agency=text, url=text, guid=text, language=text, ed_note=text),
            change=change(summary=text, old_headline=text, added=(text,), removed=(text,), blocks=()),
            mentions=(seen, seen.__class__(seen.mention, text, 0)),
        )
    )


def assert_harmless(made: Notification) -> None:
    mail, raw = send(made)
    assert set(mail.keys()) <= HEADERS
    assert len(mail.keys()) == len(set(mail.keys()))
    assert not mail.defects
    assert not re.search(rb"^X-Evil", raw, re.MULTILINE)
    assert b"=?" not in mail["Subject"].encode("utf-8", "replace")
    for kind in ("plain", "html"):
        assert not re.search(
            r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", part(mail, kind)
        )
    seen = _Tags()
    seen.feed(part(mail, "html"))
    assert not seen.tags & {"script", "img", "iframe", "object", "form", "style", "base", "link"}
    assert not any(name.startswith("on") for name in seen.names)
    assert all(url.startswith(("http://", "https://")) for url in seen.links)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_feed_text_adds_no_header_and_runs_nothing(text: str) -> None:
    assert_harmless(hostile_notification(text))


@given(st.lists(st.sampled_from(HOSTILE) | st.text(st.characters(codec=None)), min_size=1, max_size=4))
def test_any_text_adds_no_header_and_runs_nothing(texts: list[str]) -> None:
    assert_harmless(hostile_notification("".join(texts)))


def test_a_hostile_headline_is_still_the_subject() -> None:
    mail, _ = send(notification(alert(story=story(headline="Ferry =?utf-8?q?=0D=0AX-Evil:_1?= aground"))))
    assert mail["Subject"].startswith("Ferry = ?utf-8?q?=0D=0AX-Evil:_1?= aground — correction")


def test_template_words_in_feed_text_are_shown_not_run() -> None:
    assert "{{ 7 * 7 }}" in part(send(notification(alert(sentence="{{ 7 * 7 }}")))[0], "html")


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_word_in_the_subject(reason: Reason) -> None:
    mail, _ = send(notification(alert(reason=reason)))
    assert reason.value.replace("_", " ") in mail["Subject"]
