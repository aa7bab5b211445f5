#!/usr/bin/env bash
# Brings what a bare Debian machine with the .NET SDK and Node.js lacks, builds, and runs every test project.
# Result files: tests/TestResults/*.trx. The last line is "N passed, N failed", counted from them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

lacks() { ! command -v "$1" >/dev/null 2>&1; }

for tool in dotnet node npm; do
  if lacks "$tool"; then
    echo "tests/run.sh: '$tool' is missing. Install the .NET SDK 10 and Node.js 20 or newer, then run this again." >&2
    exit 1
  fi
done

wanted=()
lacks chromium-headless-shell && wanted+=(chromium-headless-shell)
lacks mosquitto_pub && wanted+=(mosquitto-clients)
[ -d /usr/share/fonts/opentype/noto ] || wanted+=(fonts-noto-cjk)
root=()
if [ ${#wanted[@]} -gt 0 ] && [ "$(id -u)" -ne 0 ]; then
  if sudo -n true 2>/dev/null; then root=(sudo); else
    echo "tests/run.sh: please install these Debian packages, then run this again: ${wanted[*]}" >&2
    echo "  sudo apt-get update && sudo apt-get install -y ${wanted[*]}" >&2
    exit 1
  fi
fi

# Folders with npm packages (each has its own lock file): what the tests use, and the program's tools.
while IFS= read -r lock; do
  (cd "$(dirname "$lock")" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
done < <(git ls-files 'tests/**/package-lock.json' 'tools/**/package-lock.json')

# Fetching waits for the network, building for the processor: both at once.
apt_install() { DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
install_packages() {
  [ ${#wanted[@]} -gt 0 ] || return 0
  echo "Installing ${wanted[*]} ..."
  "${root[@]}" apt-get update -qq
  apt_install "${wanted[@]}" || apt_install "${wanted[@]/chromium-headless-shell/chromium}"   # a Debian without the shell has the whole browser
}
install_packages &
installing=$!

# A real chain for the time bank's tests (52 MB). Without it they are skipped, with the reason.
build/chain-tools.sh >/dev/null 2>&1 &
chain=$!

# One compiler for all projects: a fresh one for each warms up anew. It goes with the build.
dotnet build Console.sln --nologo -v quiet -clp:NoSummary -p:UseSharedCompilation=true
dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true
wait "$installing"
wait "$chain" || echo "tests/run.sh: no local chain from npm (build/chain-tools.sh); its tests are skipped."

results="$PWD/tests/TestResults"
rm -rf "$results"
test_each() {
  local project name failed=0
  for project in "$@"; do
    name=$(basename "$project" .csproj)
    echo "== $name"
    dotnet test "$project" --no-build --nologo -v quiet \
      --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" --results-directory "$results" || failed=1
  done
  return $failed
}

# Two at once: the browser journeys mostly wait. What the others say is printed after them.
browser=tests/Console.Browser.Tests/Console.Browser.Tests.csproj
others=()
for project in tests/*/*.csproj; do
  [ "$project" = "$browser" ] || others+=("$project")
done
said=$(mktemp)
failed=0
test_each "${others[@]}" >"$said" 2>&1 &
testing=$!
test_each "$browser" || failed=1
wait "$testing" || failed=1
cat "$said"
rm -f "$said"

node build/count-tests.mjs "$results" tests/*/*.csproj || failed=1
exit $failed
