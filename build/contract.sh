#!/usr/bin/env bash
# Compiles contracts/TimeBank.sol anew: contracts/TimeBank.abi.json and TimeBank.bin (creation code, hexadecimal).
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d tools/chain/node_modules/solc ] || build/chain-tools.sh
node tools/chain/compile.mjs
