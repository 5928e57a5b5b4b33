"""A second reader: what it is asked, what of its answers holds, and where they are kept."""
