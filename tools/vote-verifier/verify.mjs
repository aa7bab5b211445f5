#!/usr/bin/env node
// node verify.mjs vote-12.json [--seen "SIZE ROOT"]... [--find "CODE OR PHRASE"]...
// Checks the file of a vote off line. Ends with 0 when all is right and found, 1 when something is not or the file is none.
import { readFile } from 'node:fs/promises';

import './vote-check.js';

const { Wrong, checkFile, compare, find } = globalThis.VoteCheck;
const [path, ...rest] = process.argv.slice(2);
const after = (option) => rest.filter((word, at) => at % 2 === 1 && rest[at - 1] === option);
const [seen, own] = [after('--seen'), after('--find')];
if (!path || rest.length !== (seen.length + own.length) * 2) {
  console.error('usage: node verify.mjs vote-12.json [--seen "SIZE ROOT"]... [--find "CODE OR PHRASE"]...');
  process.exit(1);
}

const say = (zh, en) => console.log(`${zh}\n  ${en}`);
const parts = { definition: ['表决设定', 'the definition'], roll: ['名册第', 'roll entry'], leaf: ['记录第', 'leaf'], checkpoint: ['检查点第', 'checkpoint'] };
const founds = {
  ballot: ['这一票在', 'the ballot is there'], part: ['参与了；选择用暗语查找', 'took part; the choice is found by the phrase'],
  unshown: ['少于 20 票，不逐票公布', 'fewer than 20 ballots, single ballots are not published'], none: ['没有找到', 'not found'],
};

function tell(result) {
  const { definition, outcome } = result;
  say(`表决 ${definition.id}：${definition.question}`, `vote ${definition.id}, ${result.leaves.length} leaves, ${result.took} took part, stage: ${result.stage}`);
  if (!outcome) {
    return;
  }
  for (const option of definition.options) {
    const sum = outcome.sums.get(option.code);
    console.log(`  ${option.code} ${option.text}: ${sum.ballots} | heads ${sum.heads} | area ${sum.area}`);
  }
  for (const [name, checks] of [['参与 taking part', outcome.turnout], ['同意 agreement', outcome.agreement]]) {
    checks.forEach((each) => console.log(`  ${name}, ${each.measure}: ${each.part}/${each.whole}, ${each.threshold} ${each.reached ? '达到 reached' : '未达到 not reached'}`));
  }
  say(outcome.carried ? `通过：${outcome.carried}` : '未通过', outcome.carried ? `carried: ${outcome.carried}` : 'not carried');
  if (!result.recounted) {
    say('少于 20 票的无记名表决不逐票公布，票数未能重新计算。', 'A secret vote of fewer than 20 ballots shows none singly: the sums were not counted again.');
  }
}

try {
  const result = await checkFile(await readFile(path, 'utf8'));
  let right = !result.fault;
  if (right) {
    tell(result);
    say('全部正确。', 'All is right.');
  } else {
    const [zh, en] = parts[result.fault.part];
    const number = result.fault.part === 'definition' ? '' : ` ${result.fault.number}`;
    say(`有误：${zh}${number}。${result.fault.why.zh}`, `Wrong: ${en}${number}. ${result.fault.why.en}`);
  }
  for (const each of seen) {
    const found = await compare(result, each);
    right &&= found === 'same';
    say(`检查点 ${each}：${found === 'same' ? '相同' : '不同'}`, `checkpoint ${each}: ${found ?? 'not readable'}`);
  }
  for (const each of right ? own : []) {
    const { found, leaf } = find(result, each);
    right &&= found === 'ballot' || found === 'part';
    say(`${each}：${founds[found][0]}`, `${each}: ${founds[found][1]}${leaf < 0 ? '' : `, leaf ${leaf}`}`);
  }
  process.exitCode = right ? 0 : 1;
} catch (error) {
  if (!(error instanceof Wrong) && error.code === undefined) {
    throw error;
  }
  say(error.why?.zh ?? '文件无法读取。', error.why?.en ?? error.message);
  process.exitCode = 1;
}
