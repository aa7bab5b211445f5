#!/usr/bin/env bash
# usage: build/migrate.sh NAME - adds the migration that brings console.db from the last one to the model of the program.
# After a merge conflict in Storage/Migrations keep the side that landed first, delete the files of your own, and run this again.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore
dotnet ef migrations add "${1:?a name for the migration}" --project Console.Web --context ConsoleDb --output-dir Storage/Migrations
