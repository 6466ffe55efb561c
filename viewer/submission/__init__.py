"""An EDGAR submission file: from bytes to header, documents and payloads. Standard library only."""
