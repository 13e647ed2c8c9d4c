# Everything a newcomer needs is `make run` and `make test`. GNU make 3.81 (macOS) is enough.

PY := .venv/bin/python
# A third of a browser test is waiting, so that three sides keep two cores busy; a file stays on one side, since
# its tests share a running house.
SIDES := $(shell n=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2); echo $$((n * 3 / 2 + (n == 1))))
SIDE_BY_SIDE := -n $(SIDES) --maxprocesses 8 --dist loadfile --no-loadscope-reorder

.PHONY: run test bench screenshots lock clean

run:  ## Make the environment, fill the demo municipality, open the app on this machine.
	@sh requirements/install run
	@exec $(PY) -m keukentafel

test:  ## Run everything: static checks, unit, property, storage, relay, paper and browser tests.
	@sh requirements/install test
	@CHROMIUM="$$(sh requirements/chromium)" || exit 2; export CHROMIUM; exec $(PY) -m pytest $(SIDE_BY_SIDE) $(ARGS)

bench:  ## Measure, and print a table; ARGS="app --json" chooses what and how.
	@sh requirements/install test
	@CHROMIUM="$$(sh requirements/chromium)" || exit 2; export CHROMIUM; exec $(PY) -m bench $(ARGS)

screenshots:  ## Draw every screen in three sizes into screenshots/.
	@sh requirements/install test
	@CHROMIUM="$$(sh requirements/chromium)" || exit 2; export CHROMIUM; exec $(PY) -m tests.browser.shots $(ARGS)

lock:  ## Lock the requirements again; UPGRADE=1 takes newer versions.
	@sh requirements/lock

clean:  ## Remove what was built here; households and keys live elsewhere and stay.
	@rm -rf .venv build dist screenshots
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find keukentafel sync tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
