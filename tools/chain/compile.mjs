// Compiles contracts/TimeBank.sol with the npm package solc and writes ABI and byte code.
// usage: node compile.mjs [--out FOLDER] [--map FILE]   (FOLDER: contracts; FILE: source map of the deployed code, for coverage)
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '0.8.37';
const here = dirname(fileURLToPath(import.meta.url));
const contracts = join(here, '..', '..', 'contracts');
const option = name => process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;

const require = createRequire(import.meta.url);
if (!existsSync(join(here, 'node_modules', 'solc'))) {
  console.error('solc is not here: run build/chain-tools.sh');
  process.exit(4);
}

const solc = require('solc');
if (!solc.version().startsWith(version + '+')) {
  console.error(`solc ${version} is wanted, this is ${solc.version()}: run build/chain-tools.sh`);
  process.exit(4);
}

const source = readFileSync(join(contracts, 'TimeBank.sol'), 'utf8');
const output = JSON.parse(solc.compile(JSON.stringify({
  language: 'Solidity',
  sources: { 'TimeBank.sol': { content: source } },
  settings: {
    evmVersion: 'london', // the newest that Besu and FISCO BCOS networks can be trusted to have
    optimizer: { enabled: true, runs: 200 },
    metadata: { bytecodeHash: 'none', appendCBOR: false }, // a comment changes no byte code
    outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object', 'evm.deployedBytecode.sourceMap', 'evm.deployedBytecode.generatedSources'] } },
  },
})));

const faults = (output.errors ?? []).map(e => e.formattedMessage);
if (faults.length > 0) { // warnings too
  console.error(faults.join('\n'));
  process.exit(1);
}

const { abi, evm } = output.contracts['TimeBank.sol'].TimeBank;
const out = option('--out') ?? contracts;
writeFileSync(join(out, 'TimeBank.abi.json'), '[\n' + abi.map(entry => '  ' + JSON.stringify(entry)).join(',\n') + '\n]\n');
writeFileSync(join(out, 'TimeBank.bin'), evm.bytecode.object + '\n');

const map = option('--map');
if (map) {
  writeFileSync(map, JSON.stringify({
    code: evm.deployedBytecode.object, sourceMap: evm.deployedBytecode.sourceMap, source,
    generated: evm.deployedBytecode.generatedSources.map(g => ({ id: g.id, contents: g.contents })),
  }));
}

console.log(`creation ${evm.bytecode.object.length / 2} B, deployed ${evm.deployedBytecode.object.length / 2} B`);
