"""The chat of the Channels documentation's tutorial, as somebody ends up with it who follows all its steps.

It stores nothing. FRAGMENTS=1 sends each reader HTML, as projects with htmx do, instead of JSON.
"""
