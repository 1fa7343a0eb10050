"""The site's settings. A ward changes these lines; the program stays as it is (docs/operating.md)."""

import os

SITENAME = "ともに"
SITESUBTITLE = "地域の協働カタログ"
SITEURL = ""  # publishconf.py says where the site will stand
DEFAULT_LANG = "ja"
TIMEZONE = "Asia/Tokyo"

# What Tomoni is told. Each may be overridden by the command (`tomoni build --data …`).
TOMONI_DATA = os.environ.get("TOMONI_DATA", "data")
TOMONI_WARD = None  # the code of one ward, e.g. "13122"; None: all 23 wards together
TOMONI_REGISTERS = ("ja", "en", "easy")
TOMONI_CONTACT_EMAIL = (
    "tomoni@example.jp"  # where wrong entries are reported; empty: the nearest centre is named
)
# The ward's repository on GitHub, e.g. "https://github.com/ward/tomoni": forms may then end in an issue there, and what
# has no form is put right by one. Empty: none.
TOMONI_REPOSITORY = ""
# How a form's answers may be sent: "file" (saved and sent by its writer), "mail", "issue" (open to everybody, with an
# account). What may concern a person goes to a centre whatever stands here, and a file is offered where else no way
# would be left (docs/forms.md).
TOMONI_SUBMIT_WAYS = ("file", "mail")
TOMONI_PAGE_SIZE = 30
TOMONI_MATCH_WEIGHTS: dict[str, int] = {}  # how much each aspect of a match counts (docs/matching.md)
TOMONI_LINKS = os.environ.get("TOMONI_LINKS", "")  # what `tomoni check-links` found, for the page /health/
# Where photos that were made are kept between builds; empty: beside the output.
TOMONI_PHOTO_CACHE = os.environ.get("TOMONI_PHOTO_CACHE", "")

PATH = "content"
THEME = "theme"
OUTPUT_PATH = "output"
PLUGIN_PATHS = ["plugins"]
PLUGINS = [
    "tomoni.publish.pages.plugin",
    "tomoni.publish.search.plugin",
    "tomoni.publish.opendata.plugin",
    "tomoni.cli.site_templates",
]

# content/pages/REGISTER/SLUG.md
PAGE_PATHS = ["pages"]
PATH_METADATA = r"pages/(?P<register>ja|en|easy)/(?P<slug>[a-z0-9-]+)\.md"
PAGE_TRANSLATION_ID = None
ARTICLE_PATHS = []
STATIC_PATHS = ["images"]  # of content/: the guides' pictures
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
DELETE_OUTPUT_DIRECTORY = False
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
