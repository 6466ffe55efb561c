"""A source to the submissions in it: envelope, header and documents, and what is damaged."""

from viewer.submission.index.build import index

__all__ = ["index"]
