# Each target sets up its own .venv. Needs Python 3.11 with venv, and make; nothing else.
bin := .venv/bin

.PHONY: demo test check deep mutants bench

demo: # renoflow does its main job on a showroom's register
	@bash tools/setup demo
	@$(bin)/renoflow demo

test: # tests, examples of the pages, coverage
	@bash tools/setup test
	@bash tools/halves

check: # the whole gate
	@bash .ci/run

deep: # hours: a thousand examples of whatever is compared with a second statement
	@bash .ci/run deep

mutants: # hours: do the tests see a changed line? make mutants room=pricing
	@bash tools/mutants $(room)

bench: # speed beside the peers
	@bash tools/setup bench
	@$(bin)/python -m benchmarks
