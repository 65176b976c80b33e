"""Makes an agency's row: its own forms first, then those of its languages, then the unmistakable ones of all."""

from dataclasses import replace

from monitor.agencies.forms import any_of
from monitor.agencies.generic import GENERIC
from monitor.agencies.tongues import Tongue
from monitor.model.agency import Agency


def hand(own: Agency, *tongues: Tongue) -> Agency:
    """Return the agency with what is not peculiar to it added behind what is.

    Args:
        own: Its own forms alone.
        tongues: The languages besides English in which it declares corrections and kills.
    """
    in_headlines = tuple(rule for tongue in tongues for rule in tongue.headline())
    in_notes = tuple(rule for tongue in tongues for rule in tongue.notes())
    note_markers = own.note_markers + in_notes + GENERIC.note_markers
    return replace(
        own,
        datelines=own.datelines + GENERIC.datelines,
        sign_offs=own.sign_offs + GENERIC.sign_offs,
        tails=own.tails + GENERIC.tails,
        credits=own.credits + GENERIC.credits,
        credit_sign=GENERIC.credit_sign,
        captions=own.captions + GENERIC.captions,
        headline_markers=own.headline_markers + in_headlines + GENERIC.headline_markers,
        slug_markers=own.slug_markers + GENERIC.slug_markers,
        note_markers=note_markers,
        note_sign=any_of(note_markers),
    )
