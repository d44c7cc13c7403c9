# Polyptych: the commands a person needs.
#
#   make run [DATA=folder] [WORKSPACE=folder] [PORT=8080]   build and start, with a sample project or the photographs of a folder
#   make test                                              everything that must hold
#   make bench                                             speed beside the peers, as ratios
#   make deps                                              install the system packages that are missing

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:

SWIFT ?= swift
CONFIG ?= release
WORKSPACE ?= workspace
PORT ?= 8080
PACKAGES := libsqlite3-dev libpng-dev libjpeg-dev libcurl4-openssl-dev libopenblas-dev
BIN := .build/$(CONFIG)/polyptych

.PHONY: run build deps test test-swift test-readers test-browser bench clean

deps:
	@missing=()
	for package in $(PACKAGES); do
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing+=($$package)
	done
	if [ $${#missing[@]} -gt 0 ]; then
	  if [ "$$(id -u)" = 0 ]; then
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$${missing[@]}" >/dev/null
	  elif sudo -n true 2>/dev/null; then
	    sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$${missing[@]}" >/dev/null
	  else
	    echo "Polyptych needs these system packages: $${missing[*]}" >&2
	    echo "Install them with: sudo apt-get install $${missing[*]}" >&2
	    exit 3
	  fi
	fi

build: deps
	$(SWIFT) build -c $(CONFIG) --product polyptych

run: build
	if [ -n "$(DATA)" ]; then
	  # 1 is: done, with some images refused and named; the rest is there to be looked at.
	  $(BIN) import "$(DATA)" --workspace "$(WORKSPACE)" --project "$$(basename "$$(realpath "$(DATA)")")" || [ $$? = 1 ]
	else
	  $(BIN) sample-data --workspace "$(WORKSPACE)" --project sample --if-missing
	fi
	exec $(BIN) serve --workspace "$(WORKSPACE)" --port $(PORT)

# --- checks -------------------------------------------------------------------------------------------------------------------

VENV := .venv-test
PYTHON := $(VENV)/bin/python

test: test-swift test-readers test-browser

test-swift: deps
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

$(VENV)/.stamp: Tests/requirements.txt
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	touch $@

# Other people's readers on an export that the program made from rendered scenes.
test-readers: test-swift $(VENV)/.stamp
	POLYPTYCH_BIN="$(CURDIR)/.build/debug/polyptych" $(PYTHON) -m pytest -q Tests/readers

# A real browser on a real server.
test-browser: test-swift $(VENV)/.stamp chromium
	POLYPTYCH_BIN="$(CURDIR)/.build/debug/polyptych" $(PYTHON) -m pytest -q Tests/browser Tests/api

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null && exit 0
	if [ "$$(id -u)" = 0 ]; then
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
	elif sudo -n true 2>/dev/null; then
	  sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
	else
	  echo "The browser tests need Debian's chromium: sudo apt-get install chromium" >&2
	  exit 3
	fi

# --- speed --------------------------------------------------------------------------------------------------------------------

BENCH_VENV := .venv-bench

$(BENCH_VENV)/.stamp: Sources/polyptych-bench/Peers/requirements.txt
	python3 -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

# One line per figure, and bench.json. BENCH_PHOTOS, BENCH_SETS and BENCH_ROUNDS change the sizes; FIGURES="import export workspace" chooses.
bench: deps $(BENCH_VENV)/.stamp
	$(SWIFT) build -c release --product polyptych-bench
	.build/release/polyptych-bench $(FIGURES)

clean:
	rm -rf .build $(VENV) $(BENCH_VENV) .bench-data
