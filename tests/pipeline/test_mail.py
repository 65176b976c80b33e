"""A correction on its way to a mailbox, read as the bytes that arrived."""

from tests.pipeline.test_day import HEADLINE, TALKS, swap
from tests.servers.house import House
from tests.servers.smtp import MailServer


async def test_a_story_and_its_correction_are_one_thread_with_the_change_marked(house: House) -> None:
    async with MailServer() as mail:
        house.write(
            watchlists__strait="watchlist: Strait\npeople: [Ilya Marsh]\n",
            receivers__desk="receivers:\n  - name: desk\n    email: {to: [night@desk.example], from: wire@desk.example,"
            f" smtp: '{mail.url}', allow_private: [127.0.0.0/8]}}\n",
        )
        assert await house.app.reload(house.folder, house.environ)
        house.agency.publish("wire", house.item("w-1", HEADLINE, *TALKS))
        await house.turn()
        house.agency.rewrite(
            "wire", "w-1", title=f"CORRECTED-{HEADLINE}", paragraphs=swap("Daniel Brandt", "Karin Brandt")
        )
        await house.turn()
        first, second = [letter.parsed for letter in mail.mails]
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second["Subject"].startswith(HEADLINE)
    text = second.get_body(("plain",))
    page = second.get_body(("html",))
    assert text is not None
    assert page is not None
    assert "<del" in page.get_content()
    assert "<ins" in page.get_content()
    assert "Daniel" in text.get_content()
    assert second["Auto-Submitted"] == "auto-generated"
