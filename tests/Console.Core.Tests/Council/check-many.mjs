// node check-many.mjs CASES: one file of a vote per line; prints for each what the stand-alone verifier finds.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import '../../../tools/vote-verifier/vote-check.js';

const { Wrong, checkFile } = globalThis.VoteCheck;
for await (const line of createInterface({ input: createReadStream(process.argv[2]), crlfDelay: Infinity })) {
  try {
    const { fault, stage, outcome } = await checkFile(line);
    console.log(fault ? `${fault.part} ${fault.number}` : `right ${stage} ${outcome?.carried ?? '-'}`);
  } catch (error) {
    console.log(error instanceof Wrong ? 'unreadable' : `fault ${String(error.stack).replaceAll('\n', ' ')}`);
  }
}
