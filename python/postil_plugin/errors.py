"""What goes wrong, with the codes that ``postil explain`` knows."""

from __future__ import annotations


class PluginError(Exception):
    """The base of every error of this package."""

    code = "E0031"
    """The code under which the user meets the error."""


class AnalyzerError(PluginError):
    """Raise this where an analyzer cannot do its work on a document.

    Its text is shown to the user: what is wrong and why. Any other exception counts as a bug of the
    analyzer and is shown with its traceback.
    """

    code = "E0030"


class NoteError(PluginError, ValueError):
    """A note that does not hold: a bad span, an undeclared layer, a score that is not finite."""

    code = "E0032"


class SpanError(PluginError, ValueError):
    """Two numbers that are no span of the text."""

    code = "E0032"


class SettingsError(PluginError, ValueError):
    """Settings that the analyzer refuses; the text says which and what they should be."""

    code = "E0051"


class DefinitionError(PluginError, TypeError):
    """``@analyzer`` was given something that cannot become a manifest."""

    code = "E0047"


class LayerError(PluginError, LookupError):
    """A layer was read that the manifest does not ask for."""

    code = "E0031"


class PackageError(PluginError, ImportError):
    """A package that is needed is not installed."""

    code = "E0049"


class MessageError(PluginError, ValueError):
    """Bytes that are not the message that they should be."""

    code = "E0037"


class ProtocolError(PluginError, OSError):
    """The other side did not keep to the protocol, or went away."""

    code = "E0037"
