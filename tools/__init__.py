"""What makes the data files of numcheck; none of it is needed to run it."""
