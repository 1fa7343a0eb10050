"""Jinja2 as it is, with shorter ways for what a page does thousands of times: escape, read a field, call a macro.

The templates, and the text that they give, are the same (tests/publish/test_quick_templates.py renders both ways).
"""

from __future__ import annotations

from collections.abc import MutableMapping
from types import FunctionType, MethodType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

_PLAIN = (FunctionType, MethodType)


def escaped(value: Any) -> str:
    """`value` as HTML text. What is Markup stays; no Markup is made, since the result is only joined."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is str and value.isalnum():  # nothing to escape: most words and numbers
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    return escape(value)


class _Code(CodeGenerator):
    """Writes Jinja2's code with `environment.escaped` for output that is escaped."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class _Context(Context):
    """Calls macros and plain functions without asking what they are three times over."""

    def call(self, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Like Jinja2's own; macros, functions and methods that want no context are called at once."""
        kind = type(obj)
        if kind is Macro:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return obj(self.eval_ctx, *args, **kwargs)
        if kind in _PLAIN and not hasattr(obj, "jinja_pass_arg"):
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return obj(*args, **kwargs)
        return super().call(obj, *args, **kwargs)


class QuickEnvironment(jinja2.Environment):
    """The environment of the site's templates."""

    code_generator_class = _Code
    context_class = _Context
    escaped = staticmethod(escaped)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The environment's own globals where a template has none besides: each import compares them all."""
        return super().make_globals(d) if d else self.globals

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`; in a mapping the key goes before a method of the same name."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)
