"""A small company application with tables of its own, and renoflow beside them.

``python -m examples.erp`` fills a demo database and prints whose customer each one is,
where each stands and what is due. Read ``docs/mapping.md`` along with it.

- ``tables``: the company's own tables, and its unit of work;
- ``mapping``: what their rows say, as facts, one function a table;
- ``ports``: where those facts are kept, in two tables more;
- ``rules``: the company's rules, with a fact kind and stages of its own;
- ``office``: what the application calls when it has saved a row;
- ``demo``: three weeks of work.
"""
