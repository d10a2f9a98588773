"""iCalendar: files that come in and go out, feeds, invitations by mail. docs/calendar-data.md"""
