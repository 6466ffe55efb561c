"""Documents that are files of other programs, to cleaned trees: JSON, archives, workbooks, PDF, pictures."""
