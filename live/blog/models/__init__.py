"""Live blogs, who writes them, and their entries."""

from live.blog.models.blogs import Blog, Desk, Writer
from live.blog.models.entries import Entry

__all__ = ["Blog", "Desk", "Entry", "Writer"]
