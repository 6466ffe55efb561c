"""A header field or a document type to what it means in plain words; the value as filed stays the value.

What is said comes from tables in `resources/meaning/`. A code that is not in them has no meaning here, so
that nothing is ever guessed.
"""

from viewer.meaning.document_types import explain_type
from viewer.meaning.fields import Meaning, explain

__all__ = ["Meaning", "explain", "explain_type"]
