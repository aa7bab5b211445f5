#!/usr/bin/env node
// node pack.mjs > verifier.html: the page and its scripts as one file, to be sent and kept. Its policy names the very scripts it holds.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const held = { 'script-src': [], 'style-src': [] };

// Text that is put in goes through a function: in a plain replacement "$&" would mean something.
const inline = (page, pattern, tag, policy) => page.replace(pattern, (_, name) => {
  const text = `\n${read(name)}`;
  held[policy].push(hash(text));
  return `<${tag}>${text}</${tag}>`;
});

let page = inline(read('vote-verifier.html'), /<link rel="stylesheet" href="([^"]+)">/g, 'style', 'style-src');
page = inline(page, /<script src="([^"]+)"><\/script>/g, 'script', 'script-src');
for (const [policy, hashes] of Object.entries(held)) {
  page = page.replace(`${policy} 'self'`, () => `${policy} ${hashes.join(' ')}`);
}
process.stdout.write(page);
