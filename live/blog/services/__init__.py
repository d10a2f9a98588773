"""What happens to live blogs and their entries: each in one transaction that ends by recording what pages have to show.

Topics are locked first, in the order of their names, and the blog's own is among them: so entries are numbered in the
order of the commits, and what a service reads stays true until it is done. What is not published is recorded at the
desk alone: nothing that readers follow has ever heard of it.
"""

from live.blog.services.blogs import archive, change_blog, create_blog, delete_blog, reopen
from live.blog.services.comments import Impatient, comment, waiting_of
from live.blog.services.entries import Outdated, delete_entry, save_entry, write_entry
from live.blog.services.ground import Closed
from live.blog.services.publishing import mark_key, pin, publish, publish_due, schedule, submit, take_back
from live.blog.services.writers import authors_for, seat, show_new_name, unseat

__all__ = [
    "Closed", "Impatient", "Outdated", "archive", "authors_for", "change_blog", "comment", "create_blog",
    "delete_blog", "delete_entry", "mark_key", "pin", "publish", "publish_due", "reopen", "save_entry", "schedule",
    "seat", "show_new_name", "submit", "take_back", "unseat", "waiting_of", "write_entry",
]  # fmt: skip
