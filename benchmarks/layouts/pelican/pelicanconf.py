"""Pelican's settings: a record is an article, its type the category; feeds, authors, archives and pages of numbers are off."""

SITENAME = "A large site"
SITEURL = ""
TIMEZONE = "Europe/Lisbon"
DEFAULT_LANG = "en"
PATH = "content"
OUTPUT_PATH = "public"
THEME = "theme"
PAGE_PATHS: list[str] = []
USE_FOLDER_AS_CATEGORY = True
DEFAULT_DATE = (2020, 11, 24)
DEFAULT_PAGINATION = False
ARTICLE_TRANSLATION_ID = None
DIRECT_TEMPLATES = ["index"]
ARTICLE_URL = ARTICLE_SAVE_AS = "{category}/{slug}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_URL = TAG_SAVE_AS = "tags/{slug}.html"
AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
