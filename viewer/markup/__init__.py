"""One payload: from markup or plain text to a tree of blocks. Knows nothing of submissions or Qt."""
