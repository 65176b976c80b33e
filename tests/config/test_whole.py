"""The files of the interface, with every key they may have."""

import shutil
from pathlib import Path

import pytest
from pydantic import SecretStr

from monitor.config.load import Config, config_files, load
from monitor.config.stamp import stamp_of
from monitor.model.errors import ConfigError
from monitor.notify.email_settings import EmailSettings
from monitor.notify.webhook import WebhookSettings

WHOLE = Path(__file__).parent / "whole"
ENVIRON = {"AGENCY_TOKEN": "canary-token", "FEED_KEY": "canary-key"}
SECRETS = {"token": "canary-page", "hook-secret": "whsec_" + "QUJD" * 8, "mail-password": "canary-mail"}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for name, secret in SECRETS.items():
        (tmp_path / name).write_text(secret)
    return Path(shutil.copytree(WHOLE, tmp_path / "config"))


@pytest.fixture
def config(directory: Path) -> Config:
    return load(directory, ENVIRON)


def test_every_key_is_taken(config: Config) -> None:
    assert [feed.id for feed in config.feeds] == ["wire-en", "wire.example"]
    assert [watchlist.name for watchlist in config.watchlists] == ["Harbour talks"]
    assert [receiver.name for receiver in config.receivers] == ["desk", "harbour-mail"]
    assert config.settings.web.token == SecretStr("canary-page")
    assert config.routes.group_wait == 60.0


def test_keys_not_used_yet_are_told_with_their_place(config: Config, directory: Path) -> None:
    said = [warning.replace(f"{directory}/", "") for warning in config.warnings]
    unused = "is not used yet: this route does as if it were left out"

    assert said == [
        f"receivers/desk.yaml:10:3: group_interval {unused}",
        f"receivers/desk.yaml:17:7: digest {unused}",
        f"receivers/desk.yaml:18:7: quiet {unused}",
    ]


def test_networks_beside_the_kind_are_the_kinds(config: Config) -> None:
    desk, mail = (receiver.settings for receiver in config.receivers)

    assert isinstance(desk, WebhookSettings)
    assert isinstance(mail, EmailSettings)
    assert (desk.allow_private, mail.allow_private) == (("10.20.0.0/16",), ())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "webhook: {url: 'https://a.example', allow_private: []}",
            "allow_private twice; it stands in line 3",
        ),
        ("webhook: {url: 'https://a.example'}", ""),
        ("pager: {}", "unknown key pager; did you mean"),
    ],
)
def test_networks_stand_once(tmp_path: Path, line: str, said: str) -> None:
    text = f"receivers:\n  - name: a\n    {line}\n    allow_private: [10.0.0.0/8]\n"
    (tmp_path / "wirewatch.yaml").write_text(text.replace("pager", "emale"))
    try:
        found = str(load(tmp_path, {}).receivers[0].settings)
    except ConfigError as error:
        found = str(error)

    assert (said.replace("pager", "emale") or "10.0.0.0/8") in found


def test_a_header_brought_in_is_sent_and_not_shown(config: Config) -> None:
    assert config.feeds[0].headers == (("Authorization", "Bearer canary-token"),)
    assert config.feeds[0].url == "https://wire.example/feed.xml?key=canary-key"
    assert "canary" not in repr(config)


def test_a_default_id_holds_no_secret(tmp_path: Path) -> None:
    feeds = "feeds:\n  - {url: 'https://a.example/x'}\n  - {url: 'https://a.example/y?key=${FEED_KEY}'}\n"
    (tmp_path / "wirewatch.yaml").write_text(feeds)

    assert [feed.id for feed in load(tmp_path, ENVIRON).feeds] == ["a.example", "a.example-y-key"]


@pytest.mark.parametrize("time", ["7:30", "24:00", "0730", "07:30:00"])
def test_a_time_of_day_is_checked(tmp_path: Path, time: str) -> None:
    (tmp_path / "wirewatch.yaml").write_text(f"routes: {{digest: '{time}'}}")
    with pytest.raises(ConfigError, match="a time of day is wanted, like 07:30"):
        load(tmp_path, {})


def test_a_rotated_secret_and_a_new_file_change_the_stamp(config: Config, directory: Path) -> None:
    before = stamp_of(directory, config.files)
    assert before == stamp_of(directory, config.files)

    (directory.parent / "hook-secret").write_text("whsec_" + "QUJD" * 9)
    rotated = stamp_of(directory, config.files)
    (directory / "feeds/new.yaml").write_text("feeds: []")
    added = stamp_of(directory, config.files)
    (directory / "feeds/new.yaml").unlink()
    (directory.parent / "hook-secret").unlink()

    assert len({before, rotated, added}) == 3
    assert stamp_of(directory, config.files) < before
    assert set(config_files(directory)) < set(config.files)
