"""The running service watches its config: what changed is taken over, what is wrong is said once."""

import structlog

from monitor.app import App
from tests.servers.desk import SECRET
from tests.servers.house import House

RECEIVERS = """\
receivers:
  - name: desk
    webhook: {{url: "{url}", secret_file: desk-secret, allow_private: [127.0.0.0/8]}}
routes: {{receiver: desk}}
"""


async def look(house: House) -> tuple[bool, list[str]]:
    """Look for changes, as the loop does. Returns whether a config was taken over, and what was said of it."""
    with structlog.testing.capture_logs() as said:
        taken = await house.app.reload_if_changed(house.folder, house.environ)
    return taken, [line["event"] for line in said if line["event"].startswith("config.")]


def good(app: App) -> float | None:
    return app.metrics.registry.get_sample_value("wirewatch_config_last_reload_successful")


def write_broken(house: House) -> None:
    house.write(receivers__desk=RECEIVERS.format(url=house.desk.url))


async def test_a_secret_file_that_was_missing_mends_the_config_when_it_comes(house: House) -> None:
    assert await look(house) == (False, [])
    write_broken(house)
    assert await look(house) == (False, ["config.refused"])
    assert good(house.app) == 0

    (house.folder / "desk-secret").write_text(SECRET)

    assert await look(house) == (True, ["config.loaded"])
    assert house.app.problems == ()
    assert good(house.app) == 1


async def test_a_refused_config_is_said_once_though_it_names_files_to_watch(house: House) -> None:
    await look(house)
    (house.folder / "page-token").write_text("an existing secret")
    write_broken(house)
    house.write(receivers__more="web: {token_file: page-token, listen: 127.0.0.1:x}\n")

    said = [event for _ in range(4) for event in (await look(house))[1]]

    assert said == ["config.refused"]


async def test_somebody_who_asks_is_told_again(house: House) -> None:
    write_broken(house)

    with structlog.testing.capture_logs() as said:
        assert not await house.app.reload(house.folder, house.environ)
        assert not await house.app.reload(house.folder, house.environ)

    assert [line["event"] for line in said] == ["config.refused"] * 2


async def test_a_file_put_back_as_it_was_changes_nothing_and_clears_the_trouble(house: House) -> None:
    await look(house)
    rules = house.app.rules
    write_broken(house)
    await look(house)
    house.write()

    assert await look(house) == (True, [])
    assert house.app.problems == ()
    assert good(house.app) == 1
    assert house.app.rules is rules


async def test_a_changed_watchlist_is_taken_over_once(house: House) -> None:
    await look(house)
    house.write(watchlists__strait="watchlist: Tides\ntopics: [{name: Divers, any: [divers]}]\n")

    assert await look(house) == (True, ["config.loaded"])
    assert await look(house) == (False, [])
    assert list(house.app.rules.watchlists) == ["Tides"]
