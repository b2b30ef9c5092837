# For developers; users need only ./run.sh and ./test.sh.
PYTHON := .venv/bin/python
COMPILE := .venv/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	--annotation-style=line

.PHONY: check bench screens lock

check:   ## every check and test
	./test.sh

bench:   ## ratios side by side, as a Markdown table for docs/performance.md
	$(PYTHON) -m tests.bench

screens: ## a picture of every page in out/tour; the README's six go to docs/screens
	rm -rf out/tour
	QT_QPA_PLATFORM=offscreen $(PYTHON) main.py tour --out out/tour
	mkdir -p docs/screens
	cp out/tour/*-today.png docs/screens/today.png
	cp out/tour/*-new-reception.png docs/screens/receptions-new.png
	cp out/tour/*-matter-answered.png docs/screens/matters.png
	cp out/tour/*-duty-swap.png docs/screens/duty.png
	cp out/tour/*-codes.png docs/screens/codes.png
	cp out/tour/*-submissions.png docs/screens/submissions.png

lock:    ## choose versions anew from pyproject.toml
	$(COMPILE) --upgrade --output-file=requirements.lock pyproject.toml
	$(COMPILE) --upgrade --extra dev --constraint requirements.lock \
		--output-file=requirements-dev.lock pyproject.toml
