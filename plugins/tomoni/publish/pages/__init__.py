"""The pages: views prepare what templates show, the renderer writes them, Pelican hosts it all.

As a Pelican plugin (`PLUGINS = ["tomoni.publish.pages"]`) this room adds the catalog's pages to a Pelican
site and swaps the finished site into place.
"""

from .plugin import register

__all__ = ["register"]
