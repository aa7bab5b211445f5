#!/usr/bin/env bash
# Brings a local chain (anvil) and the contract's compiler (solc) from npm into tools/chain/node_modules, 52 MB. Building and
# running the console needs neither. No lock file: npm ci trips over the packages of other platforms; versions are exact.
set -euo pipefail
cd "$(dirname "$0")/../tools/chain"
npm install --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error @foundry-rs/anvil@1.7.1 solc@0.8.37
