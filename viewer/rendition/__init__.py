"""An opened file to what is shown of it: submissions, payloads and, of each document, tree, HTML, text and Markdown.

This is the only join of `submission`, `markup` and `render`. Everything is made when it is asked for and kept in a
cache that is bounded in bytes; all of it may be asked for from any thread.
"""

from viewer.markup.outline import Heading
from viewer.render.places import Place, TextRendering
from viewer.render.text import Headings, Tables, TextOptions
from viewer.rendition.filing import Filing
from viewer.rendition.rendition import Rendition
from viewer.xbrl.fact import Fact

__all__ = [
    "Fact",
    "Filing",
    "Heading",
    "Headings",
    "Place",
    "Rendition",
    "Tables",
    "TextOptions",
    "TextRendering",
]
