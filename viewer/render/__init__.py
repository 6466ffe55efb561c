"""The tree of blocks to HTML, text, Markdown and delimited tables."""
