"""Three families of errors, by what the caller does next.

- :class:`Malformed`: the data are wrong; fix them.
- :class:`Refused`: the data are right and the rules say no; every objection is listed.
- :class:`Conflict`: somebody was faster; reload and try again.

Each has a stable ``code``, the ``field`` it is about (a path such as
``facts[3].at``), parameters, ``to_dict()`` and pickles. :data:`SENTENCES` is the
one home of the sentences, in English and Chinese, and each names the way out.
No parameter may hold a value typed in by a person: a wrong word is answered with
the words that are allowed, never repeated.
"""

from renoflow.errors.families import Conflict, Malformed, Refused, RenoflowError, one_of
from renoflow.errors.sentences import SENTENCES

__all__ = ["SENTENCES", "Conflict", "Malformed", "Refused", "RenoflowError", "one_of"]
