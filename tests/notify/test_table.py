import pytest

from monitor.notify.email_settings import EmailSettings
from monitor.notify.table import NOTIFIERS, Receiver, build_notifier
from monitor.notify.webhook import WebhookSettings
from tests.servers.clock import SteppedClock

SETTINGS = {
    "webhook": WebhookSettings(url="https://desk.example/hook"),
    "email": EmailSettings.model_validate(
        {"to": ["a@desk.example"], "from": "wire@desk.example", "smtp": "smtp://mail.example"}
    ),
}


def test_every_kind_has_a_sample_here() -> None:
    assert SETTINGS.keys() == NOTIFIERS.keys()


@pytest.mark.parametrize("kind", NOTIFIERS)
async def test_every_kind_builds_without_a_connection_and_closes(kind: str) -> None:
    notifier = build_notifier(Receiver("desk", kind, SETTINGS[kind]), SteppedClock())
    await notifier.close()


@pytest.mark.parametrize("kind", NOTIFIERS)
def test_every_kind_refuses_anothers_settings(kind: str) -> None:
    other = next(settings for name, settings in SETTINGS.items() if name != kind)
    with pytest.raises(TypeError, match="desk"):
        NOTIFIERS[kind].build("desk", other, SteppedClock())


@pytest.mark.parametrize("kind", NOTIFIERS)
def test_every_kind_refuses_unknown_keys_and_has_a_schema(kind: str) -> None:
    schema = NOTIFIERS[kind].settings.model_json_schema()
    assert schema["additionalProperties"] is False
