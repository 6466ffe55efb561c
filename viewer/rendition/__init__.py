"""An opened file to what is shown of it: submissions, payloads and, of each document, tree, HTML, text and Markdown.

This is the only join of `submission`, `markup` and `render`. Everything is made when it is asked for and kept in a
cache that is bounded in bytes; all of it may be asked for from any thread.
"""

from typing import TYPE_CHECKING

from viewer.markup.outline import Heading
from viewer.render.places import Place, TextRendering
from viewer.render.text import Headings, Tables, TextOptions
from viewer.rendition.filing import Filing
from viewer.rendition.rendition import Rendition
from viewer.xbrl.fact import Fact

if TYPE_CHECKING:  # their rooms are entered when they are first needed
    from viewer.markup.coverage import Coverage as Coverage
    from viewer.markup.tree import Left as Left
    from viewer.render.copied import CopiedTable as CopiedTable

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
