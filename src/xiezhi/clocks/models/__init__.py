"""Tables of clocks."""

from xiezhi.clocks.models.calendar import CalendarAddress
from xiezhi.clocks.models.clock import Clock, ClockExtension, ClockPause, ClockRecount

__all__ = ["CalendarAddress", "Clock", "ClockExtension", "ClockPause", "ClockRecount"]
