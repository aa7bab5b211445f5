// The page around vote-check.js: takes a file, shows what was found.
'use strict';

(() => {
  const TEXTS = {
    zh: {
      title: '表决核验', other: 'English', choose: '选取文件', dropHint: '也可以把文件拖到这里。',
      lead: '选取表决文件，如 vote-12.json。本页不联网：重新计票、核对每一条记录和每一个签名，都在您的设备上完成。',
      ownTitle: '我的一票在吗？', ownLabel: '回执上的校验码（12 位），或投票时的两词暗语', seenTitle: '别处见过的检查点',
      seenLead: '大屏、监票人手机、签名的会议记录上都有检查点：条数和一串字母数字。相同，就说明此前的记录从那时起没有改过。',
      seenLabel: '条数和根值（至少前 16 位）',
      working: '正在核对……', right: '全部正确', wrong: '有误', noFile: '无法核对',
      parts: { definition: () => '表决设定', roll: (number) => `名册第 ${number} 位`, leaf: (number) => `记录第 ${number} 条`, checkpoint: (number) => `检查点第 ${number} 个` },
      stages: { prepared: '待开始', open: '投票中', closed: '已结束', announced: '已宣布', cancelled: '已撤销' },
      modes: { A: '记名，当场公开', B: '记名，结束后公布', C: '无记名' },
      facts: (vote, community, mode, stage, took, size) => [`表决 ${vote}（${community}）`, `方式：${mode}`, `状态：${stage}`, `参与 ${took}，名册 ${size}`],
      option: '选项', ballots: '票', heads: '人数', area: '面积（㎡）', takePart: '参与', agree: '同意', reached: '达到', missed: '未达到', of: '共',
      carried: (text) => `通过：${text}`, notCarried: '未通过', tally: '重新计算的结果', thresholds: '门槛', checkpoints: '签名的检查点', size: '条数', at: '时间（UTC）', root: '根值',
      atLeast: '不少于', moreThan: '超过',
      few: '少于 20 票的无记名表决不逐票公布：票数未能重新计算，只核对了总数与参与人数相符。',
      unfinished: '表决还没有结束：以下是到目前为止的记录，没有结果。如果表决早已结束，这个文件就被截短了。',
      found: (number, text, counts) => `在。记录第 ${number} 条：${text}${counts ? '' : '（后来改票，不再计票）'}`, notFound: '没有找到。请核对后再输一次；仍没有，请告诉监票人。',
      part: (number) => `在。记录第 ${number} 条：您参与了这次表决。无记名表决的选择，请用暗语查找。`,
      unshown: '参与的人少于 20 位，不逐票公布，暗语查不到是正常的。是否参与，可以用回执上的校验码查。',
      same: '相同：这一检查点之前的记录没有改过。', otherRoot: '不同！记录在那之后被改动过。请保留您见到的检查点，告诉监票人。',
      missing: '不同！那时的记录比这个文件还长：文件被截短了。', unread: '还读不出：请写条数，空一格，再写根值。',
    },
    en: {
      title: 'Vote verifier', other: '中文', choose: 'Choose the file', dropHint: 'Or drop it here.',
      lead: 'Choose the file of a vote, such as vote-12.json. This page is off line: the ballots are counted again, and every entry and signature is checked, on your own device.',
      ownTitle: 'Is my ballot there?', ownLabel: 'The 12 characters of your receipt, or the two-word phrase of your ballot', seenTitle: 'A checkpoint seen elsewhere',
      seenLead: 'Checkpoints are on the big screen, the scrutineers’ phones and the signed minutes: a size and a root. If it is the same, nothing before it was changed since.',
      seenLabel: 'Size and root (its first 16 digits at least)',
      working: 'Checking …', right: 'All is right', wrong: 'Wrong', noFile: 'It cannot be checked',
      parts: { definition: () => 'the definition', roll: (number) => `roll entry ${number}`, leaf: (number) => `leaf ${number}`, checkpoint: (number) => `checkpoint ${number}` },
      stages: { prepared: 'not opened', open: 'open', closed: 'closed', announced: 'announced', cancelled: 'cancelled' },
      modes: { A: 'named, open', B: 'named, shown after the close', C: 'secret' },
      facts: (vote, community, mode, stage, took, size) => [`Vote ${vote} (${community})`, `Mode: ${mode}`, `Stage: ${stage}`, `${took} of ${size} took part`],
      option: 'Option', ballots: 'Ballots', heads: 'Heads', area: 'Area (m²)', takePart: 'Took part', agree: 'Agreed', reached: 'reached', missed: 'not reached', of: 'of',
      carried: (text) => `Carried: ${text}`, notCarried: 'Not carried', tally: 'The result, counted again', thresholds: 'Thresholds', checkpoints: 'Signed checkpoints', size: 'Size', at: 'Time (UTC)', root: 'Root',
      atLeast: 'at least', moreThan: 'more than',
      few: 'A secret vote of fewer than 20 ballots shows none singly: the sums could not be counted again, only compared with how many took part.',
      unfinished: 'The vote is not over: this is the log so far, without a result. If it ended long ago, this file was cut off.',
      found: (number, text, counts) => `It is there. Leaf ${number}: ${text}${counts ? '' : ' (replaced later; it does not count)'}`, notFound: 'Not found. Compare and type it again; if it is still missing, tell a scrutineer.',
      part: (number) => `It is there. Leaf ${number}: you took part. In a secret vote your choice is found by your phrase.`,
      unshown: 'Fewer than 20 took part, so single ballots are not published and no phrase can be found. Whether you took part is found by the code of your receipt.',
      same: 'The same: nothing before this checkpoint was changed.', otherRoot: 'Another one! The log was changed after that. Keep the checkpoint you saw and tell a scrutineer.',
      missing: 'Another one! The log was longer than this file already: the file was cut off.', unread: 'Not readable yet: write the size, a space, the root.',
    },
  };

  const { Wrong, checkFile, find, compare, instantText, hex } = globalThis.VoteCheck;
  const by = (id) => document.getElementById(id);
  let language = 'zh';
  let result = null;
  let noFile = null;
  let named = '';
  let turn = 0;

  const words = () => TEXTS[language];

  function element(name, content, className) {
    const made = document.createElement(name);
    made.append(...[content].flat());
    if (className) {
      made.className = className;
    }
    return made;
  }

  function table(heads, rows) {
    const body = element('tbody', rows.map(({ cells, className }) => element('tr', cells.map((cell, at) => element('td', String(cell), heads[at].className)), className)));
    return element('table', [element('thead', element('tr', heads.map((head) => element('th', head.text, head.className)))), body]);
  }

  const text = (head) => ({ text: head, className: '' });
  const figure = (head) => ({ text: head, className: 'number' });

  const section = (title, ...content) => element('section', [element('h2', title), ...content]);

  const squareMetres = (area) => `${area / 100n}.${String(area % 100n).padStart(2, '0')}`;

  const amount = (measure, value) => (measure === 'area' ? squareMetres(value) : String(value));

  // Read out as the rule reads, and beside it the two whole numbers that were compared.
  function threshold(kind, check) {
    const [numerator, denominator] = check.threshold.replace('>', '').split('/').map(BigInt);
    const more = check.threshold.startsWith('>');
    const line = `${kind} · ${words()[check.measure]}: ${amount(check.measure, check.part)} / ${amount(check.measure, check.whole)}, ${words()[more ? 'moreThan' : 'atLeast']} ${numerator}/${denominator} — `;
    const proof = ` (${check.part} × ${denominator} = ${check.part * denominator}; ${check.whole} × ${numerator} = ${check.whole * numerator})`;
    return element('li', [line, element('strong', `${check.reached ? '✓' : '✗'} ${words()[check.reached ? 'reached' : 'missed']}`, check.reached ? 'right' : 'wrong'), element('span', proof, 'quiet')]);
  }

  function show() {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = words().title;
    for (const each of document.querySelectorAll('[data-text]')) {
      each.textContent = words()[each.dataset.text];
    }
    by('language').textContent = words().other;
    by('language').lang = language === 'zh' ? 'en' : 'zh-CN';
    if (named) {
      document.querySelector('[data-text=dropHint]').textContent = named;
    }
    showVerdict();
    by('result').hidden = !result?.definition;
    by('result').replaceChildren(...(result?.definition ? details() : []));
    by('own').hidden = by('seen').hidden = !result || result.fault !== null;
    showOwn();
    showCompared();
  }

  function showVerdict() {
    const verdict = by('verdict');
    verdict.hidden = !result && !noFile;
    const right = result !== null && result.fault === null;
    verdict.className = right ? 'right' : 'wrong';
    const fault = result?.fault;
    verdict.textContent = right ? `✓ ${words().right}`
      : fault ? `✗ ${words().wrong}：${words().parts[fault.part](fault.number)}。${fault.why[language]}`
        : noFile ? `✗ ${words().noFile}：${noFile[language]}` : '';
    if (language === 'en') {
      verdict.textContent = verdict.textContent.replace('：', ': ').replace('。', '. ');
    }
  }

  function details() {
    const { definition, outcome } = result;
    const all = words().facts(definition.id, definition.community, words().modes[definition.mode], words().stages[result.stage], result.took, definition.rollSize);
    const facts = result.fault ? all.slice(0, 2) : all; // how far it came is not known of a log that is wrong
    const about = section(definition.question, element('p', facts.join(' · '), 'quiet'));
    if (result.fault) {
      return [about];
    }
    if (!outcome) {
      about.append(element('p', result.stage === 'cancelled' ? words().stages.cancelled : words().unfinished));
      return [about, checkpoints()];
    }
    const area = definition.profile.measures.some((rule) => rule.measure === 'area');
    const rows = definition.options.map((option) => {
      const sum = outcome.sums.get(option.code);
      return { cells: [option.text, sum.ballots, sum.heads, ...(area ? [squareMetres(sum.area)] : [])], className: option.code === outcome.carried ? 'carried' : '' };
    });
    const name = definition.options.find((option) => option.code === outcome.carried)?.text;
    const tally = section(
      words().tally,
      table([text(words().option), figure(words().ballots), figure(words().heads), ...(area ? [figure(words().area)] : [])], rows),
      element('p', element('strong', outcome.carried ? `✓ ${words().carried(name)}` : `✗ ${words().notCarried}`)));
    if (!result.recounted) {
      tally.append(element('p', words().few));
    }
    const source = definition.profile;
    const thresholds = section(
      words().thresholds, element('p', `${source.name[language]} · ${source.source[language]} · ${source.asOf}`, 'quiet'),
      element('ul', [...outcome.turnout.map((each) => threshold(words().takePart, each)), ...outcome.agreement.map((each) => threshold(words().agree, each))]));
    return [about, tally, thresholds, checkpoints()];
  }

  const checkpoints = () => section(words().checkpoints, table(
    [figure(words().size), text(words().at), { text: words().root, className: 'root' }],
    result.checkpoints.map((each) => ({ cells: [each.size, instantText(each.at).slice(0, 19).replace('T', ' '), hex(each.root).match(/.{1,8}/g).join(' ')] }))));

  // While somebody types, nothing is missing yet.
  function showOwn(isTyping = false) {
    const typed = by('code').value;
    const { found, leaf: number } = result && typed.trim() ? find(result, typed) : { found: '' };
    if (found !== 'ballot') {
      const said = { none: isTyping ? '' : words().notFound, unshown: isTyping ? '' : words().unshown, part: `✓ ${words().part(number)}` };
      by('found').textContent = said[found] ?? '';
      by('found').className = { none: 'wrong', part: 'right' }[found] ?? '';
      return;
    }
    const leaf = result.leaves[number];
    const option = result.definition.options.find((each) => each.code === leaf.option).text;
    const counts = !result.leaves.some((each) => each.kind === 'ballot' && each.replaces === BigInt(number));
    by('found').textContent = `✓ ${words().found(number, option, counts)}`;
    by('found').className = 'right';
  }

  async function showCompared() {
    const typed = by('checkpoint').value;
    const mine = ++turn;
    const found = result && typed.trim() ? await compare(result, typed) : undefined;
    if (mine !== turn) {
      return; // something newer was typed
    }
    const said = found === undefined ? '' : found === null ? words().unread : { same: `✓ ${words().same}`, other: `✗ ${words().otherRoot}`, missing: `✗ ${words().missing}` }[found];
    by('compared').textContent = said;
    by('compared').className = found === 'same' ? 'right' : found === null ? 'quiet' : 'wrong';
  }

  async function take(file) {
    [result, noFile, named] = [null, null, file.name];
    show();
    by('verdict').hidden = false;
    by('verdict').className = '';
    by('verdict').textContent = words().working;
    try {
      result = await checkFile(await file.text());
    } catch (error) {
      noFile = error instanceof Wrong ? error.why : { zh: String(error), en: String(error) };
    }
    show();
  }

  by('language').addEventListener('click', () => {
    language = language === 'zh' ? 'en' : 'zh';
    show();
  });
  by('file').addEventListener('change', (event) => event.target.files[0] && take(event.target.files[0]));
  by('code').addEventListener('input', () => showOwn(true));
  by('code').addEventListener('change', () => showOwn());
  by('checkpoint').addEventListener('input', showCompared);
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    by('drop').classList.add('over');
  });
  document.addEventListener('dragleave', () => by('drop').classList.remove('over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    by('drop').classList.remove('over');
    if (event.dataTransfer.files[0]) {
      take(event.dataTransfer.files[0]);
    }
  });
  show();
})();
