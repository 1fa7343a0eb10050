"""Tomoni: rows of open data become facts, and facts become a site on which people find one another."""

__version__ = "0.1.0"
