"""The sentences of errors, in English and Chinese, a row a code."""

from __future__ import annotations

from typing import Final

from renoflow.errors.sentences import _attribution, _edges, _kernel, _pipeline, _pricing

__all__ = ["SENTENCES"]

# One row a code: the English sentence, then the Chinese one. ``{field}`` is the path of
# the datum; every sentence says what was expected or what to do.
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    **_kernel.ROWS,
    **_attribution.ROWS,
    **_pipeline.ROWS,
    **_pricing.ROWS,
    **_edges.ROWS,
}
