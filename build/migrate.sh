#!/usr/bin/env bash
# Remakes the one migration "Initial" of console.db from the model. Nothing is released yet, so there is no history to
# keep; delete your data folder afterwards. After a merge conflict in Storage/Migrations take either side and run this.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore
rm -rf Console.Web/Storage/Migrations
dotnet ef migrations add Initial --project Console.Web --context ConsoleDb --output-dir Storage/Migrations
