# Each target sets up its own .venv. Needs Python 3.11 with venv, and make; nothing else.
bin := .venv/bin

.PHONY: demo test check deep bench

demo: # renoflow does its main job on a showroom's register
	@bash tools/setup demo
	@$(bin)/renoflow demo

test: # tests, examples of the pages, coverage
	@bash tools/setup test
	@bash tools/halves

check: # the whole gate
	@bash .ci/run

deep: # minutes: thousands of examples, a solver instead of chance, mutants
	@bash .ci/run deep

bench: # speed beside the peers
	@bash tools/setup bench
	@$(bin)/python -m benchmarks
