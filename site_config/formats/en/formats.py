"""How dates and times look in English, by the names that templates use."""

DAY = "l j F Y"
SHORT_DAY = "j M"
CLOCK = "H:i"
MOMENT = "j M H:i"
