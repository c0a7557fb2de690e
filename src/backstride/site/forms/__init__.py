"""The forms of the pages: what may be answered, and what is said when it cannot be."""
