"""The catalog as files of JSON under stable addresses, described by OpenAPI: an API without a server."""

from .extension import StaticApi

__all__ = ["StaticApi"]
