"""What is new and what has a date, in the forms to which one can subscribe: Atom, iCalendar; and oEmbed for links."""

from .extension import Feeds

__all__ = ["Feeds"]
