// Counts test results from .trx files: prints "N passed, N failed" as the last line and fails when a test failed,
// was skipped without a reason, or when a project brought no result.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [folder, ...projects] = process.argv.slice(2);
const files = readdirSync(folder).filter(name => name.endsWith('.trx'));
let passed = 0;
let failed = 0;
const complaints = [];

for (const project of projects.map(path => basename(path, '.csproj'))) {
  if (!files.includes(`${project}.trx`)) {
    complaints.push(`${project} left no result file`);
  }
}

for (const file of files) {
  const text = readFileSync(join(folder, file), 'utf8');
  // A result is either an empty element or one with output inside; attributes come in any order.
  const results = text.match(/<UnitTestResult\b[^>]*?(?:\/>|>[\s\S]*?<\/UnitTestResult>)/g) ?? [];
  if (results.length === 0) {
    complaints.push(`${file}: no test ran`);
  }
  for (const result of results) {
    const head = result.slice(0, result.indexOf('>'));
    const outcome = /\boutcome="([^"]*)"/.exec(head)?.[1];
    const name = /\btestName="([^"]*)"/.exec(head)?.[1];
    if (outcome === 'Passed') {
      passed++;
    } else if (outcome === 'NotExecuted') {
      const reason = /<Message>([\s\S]*?)<\/Message>/.exec(result)?.[1].trim();
      if (reason) {
        console.log(`skipped: ${name}: ${reason}`);
      } else {
        complaints.push(`${name} was skipped without a reason`);
      }
    } else {
      failed++;
      console.log(`failed: ${name}`);
    }
  }
}

complaints.forEach(line => console.log(line));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 || complaints.length > 0 ? 1 : 0);
