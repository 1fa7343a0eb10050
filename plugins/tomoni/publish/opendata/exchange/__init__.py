"""The rows in the standards that other catalogs exchange: 360Giving for awards, HSDS for help services."""

from .extension import ExchangeExtension

__all__ = ["ExchangeExtension"]
