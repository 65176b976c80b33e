"""What the settings of every kind of receiver share."""

from ipaddress import ip_network
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


class ReceiverSettings(BaseModel):
    """The base: unknown keys are refused, and no error repeats what was given, which may be a secret."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, populate_by_name=True)


def _network(text: str) -> str:
    try:
        ip_network(text, strict=False)
    except ValueError:
        raise ValueError(f"{text!r} is no network; write it like 10.20.0.0/16") from None
    return text


Network = Annotated[str, AfterValidator(_network)]
"""A CIDR, as text."""
