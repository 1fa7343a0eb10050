"""What the published data is, in words for people and in the standards of catalogs."""

from .extension import DescriptionsExtension

__all__ = ["DescriptionsExtension"]
