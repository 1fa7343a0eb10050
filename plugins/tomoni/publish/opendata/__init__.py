"""Every table as open data: files, descriptions, linked data, an API, feeds, the history of changes.

Each capability is a package of its own here with an `Extension`; plugin.py adds them to the site.
"""
