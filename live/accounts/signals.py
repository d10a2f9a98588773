"""What the features may want to know about people. All are sent inside the transaction that did it."""

from django.dispatch import Signal

joined = Signal()  # provides `user`: somebody is new here, by whatever way
profile_changed = Signal()  # provides `user` and `changed`: the names of fields that others see, such as display_name
role_changed = Signal()  # provides `user`: they may do more or less than before
ban_changed = Signal()  # provides `user`: banned or not any more; receivers return the changes for pages to be told of
site_founded = Signal()  # provides `administrator` and `room_name`: the first room that the first run asked for
