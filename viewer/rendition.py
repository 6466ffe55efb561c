"""An opened file to what is shown of it: submissions, payloads and, of each document, tree, HTML, text and Markdown.

This is the only join of `submission`, `markup` and `render`. Everything is made when it is asked for and kept in a
cache that is bounded in bytes; all of it may be asked for from any thread.
"""

from __future__ import annotations
