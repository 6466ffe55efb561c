"""Filing Viewer: SEC EDGAR submission files from the user's own disk, as pages, text, Markdown and numbers."""

__version__ = "0.1.0"
