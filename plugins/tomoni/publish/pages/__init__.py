"""The pages: views prepare what templates show, the renderer writes them, Pelican hosts it all.

`tomoni.publish.pages.plugin` is the Pelican plugin; `command` builds and serves as the command line does.
"""
