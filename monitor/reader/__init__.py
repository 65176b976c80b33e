"""Documents to drafts: formats, agencies and wire put together, within limits of time and memory."""

from monitor.reader.limits import ReadLimits
from monitor.reader.page import PageReader
from monitor.reader.reader import Reader, read_file
from monitor.reader.reading import Read, read_now

__all__ = ["PageReader", "Read", "ReadLimits", "Reader", "read_file", "read_now"]
