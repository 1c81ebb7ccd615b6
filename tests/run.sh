#!/bin/sh
# What `make test` runs, in order. Stops at the first kind of failure; the last lines say what could not be tried.
set -eu
cd "$(dirname "$0")/.."
bin=$(dirname "$PYTHON")

step() { printf '\n== %s\n' "$1"; }

step "format and lint"
"$bin/ruff" format --check --quiet scripts tests
"$bin/ruff" check --quiet scripts tests book
step "workflows"
"$bin/zizmor" --quiet --offline --no-progress --pedantic .github scripts/press/template/.github
step "what may import what"
"$bin/lint-imports" --no-cache --no-logo
step "a browser"
browser=$("$PYTHON" tests/programs.py browser) || browser=
step "Firefox, for what engines lay out by rules of their own"
"$PYTHON" tests/programs.py firefox || echo "there is none: these tests are left out"
step "Java, for epubcheck"
java=$("$PYTHON" tests/programs.py java) || java=
step "the book itself, which is checked before it is built, and types meanwhile"
"$bin/mypy" & types=$!
"$bin/press" build
wait "$types"
step "tests"
# Each worker gets the next part of the list, of ever fewer tests: what a module builds is built once or twice, and tests that start threads,
# which stand last, come last in all workers. A worker after them can fork no children: each build of another test would take ten times as long.
# One worker more than there are processors, as a third of the time goes into waiting for browsers and other programs.
PRESS_BROWSER="$browser" PRESS_JAVA="$java" "$PYTHON" -m pytest -n "$(($(getconf _NPROCESSORS_ONLN) + 1))" --dist load tests
step "notebooks, run again and compared with their stored outputs"
"$PYTHON" -m pytest -n "$(getconf _NPROCESSORS_ONLN)" --dist loadfile -p no:cacheprovider --nbval --nbval-current-env book/notebooks || {
    printf '\n%s\n' "If the new outputs are right (a table or a notebook was changed on purpose), store them: make notebooks"
    exit 1
}

if [ -z "$browser" ]; then
    printf '\n%s\n' "!!! NO BROWSER: the browser tests were SKIPPED. No Chromium was found and none could be installed." \
        "!!! Install chromium (Debian: apt-get install chromium) and run make test again."
fi
if [ -z "$java" ]; then
    printf '\n%s\n' "!!! NO JAVA: epubcheck was SKIPPED. No Java was found and none could be installed." \
        "!!! Install one (Debian: apt-get install default-jre-headless) and run make test again."
fi
