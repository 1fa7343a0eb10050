"""What follows from the rows: states, counts, freshness. Pure functions of rows and a date.

No function here reads the clock, the disk or the environment, and none knows what a page is.
"""
