// Checks the file of a vote by docs/vote-format.md, from which it was written; the console has a checker of its own.
// One plain script for the page vote-verifier.html and for Node (verify.mjs). It needs WebCrypto and nothing else.
'use strict';

globalThis.VoteCheck = (() => {
  const FORMAT = 'community-vote/1';
  const CODE_DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const FEWEST_SHOWN = 20;
  const EPOCH = 621355968000000000n; // 1970 in units of 100 ns since year 1
  const LAST_INSTANT = 3155378975999999999n;
  const MAX_INT32 = 2147483647n;
  const MAX_INT64 = 9223372036854775807n;
  const MOST_AREA = 100000000000n;
  const CHANNELS = ['phone', 'tablet', 'paper', 'visit'];
  const MODES = ['A', 'B', 'C'];

  /** What is wrong, in both languages. */
  class Wrong extends Error {
    constructor(zh, en) {
      super(`${zh} ${en}`);
      this.why = { zh, en };
    }
  }

  const unreadable = (detail) => new Wrong(`内容无法读取（${detail}）。`, `It cannot be read: ${detail}.`);

  // ---------- bytes

  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

  const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

  function fromHex(text) {
    if (typeof text !== 'string' || !/^(?:[0-9a-f]{2})*$/.test(text)) {
      throw new Wrong('文件中的十六进制内容有误。', 'The file holds hex that is none.');
    }
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  }

  function fromBase64(text) {
    if (typeof text !== 'string' || !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
      throw new Wrong('文件中的 base64 内容有误。', 'The file holds base64 that is none.');
    }
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  }

  function join(...parts) {
    const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  function number(value) {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigInt64(0, BigInt(value));
    return bytes;
  }

  /** A record of fields: texts, numbers (BigInt) and bytes. */
  function record(...fields) {
    return join(...fields.flatMap((field) => {
      const bytes = typeof field === 'string' ? new TextEncoder().encode(field) : typeof field === 'bigint' ? number(field) : field;
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, bytes.length);
      return [length, bytes];
    }));
  }

  class Reader {
    constructor(bytes) {
      this.bytes = bytes;
      this.at = 0;
    }

    field(name, length) {
      if (this.at + 4 > this.bytes.length) {
        throw unreadable(`no ${name}`);
      }
      const view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
      const size = view.getUint32(this.at);
      const from = this.at + 4;
      if (from + size > this.bytes.length || (length !== undefined && size !== length)) {
        throw unreadable(`length of ${name}`);
      }
      this.at = from + size;
      return this.bytes.subarray(from, this.at);
    }

    text(name) {
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.field(name));
      } catch (error) {
        throw error instanceof Wrong ? error : unreadable(`${name} is not UTF-8`);
      }
    }

    word(name, words) {
      const word = this.text(name);
      if (!words.includes(word)) {
        throw unreadable(`${name} "${word}"`);
      }
      return word;
    }

    number(name, least = 0n, most = MAX_INT64) {
      const bytes = this.field(name, 8);
      const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigInt64(0);
      if (value < least || value > most) {
        throw unreadable(`${name} is ${value}`);
      }
      return value;
    }

    small(name, least = 0n) { return Number(this.number(name, least, MAX_INT32)); }

    yes(name) { return this.number(name, 0n, 1n) === 1n; }

    instant(name) { return this.number(name, 0n, LAST_INSTANT); }

    id(name) { return hex(this.field(name, 16)); }

    list(name, read) {
      const items = [];
      for (let left = this.small(`number of ${name}`); left > 0; left--) {
        items.push(read());
      }
      return items;
    }

    end() {
      if (this.at !== this.bytes.length) {
        throw unreadable('too many bytes');
      }
    }
  }

  function readLine(bytes) {
    const reader = new Reader(bytes);
    const place = reader.number('number');
    const line = { number: place, previous: reader.field('previous', place === 0n ? 0 : 32), content: reader.field('content') };
    reader.end();
    return line;
  }

  // ---------- what the file says in plain words

  const pad = (value, digits) => String(value).padStart(digits, '0');

  function instantText(ticks) {
    const milliseconds = (ticks - EPOCH) / 10000n - ((ticks - EPOCH) % 10000n < 0n ? 1n : 0n);
    const rest = ticks - EPOCH - milliseconds * 10000n;
    return new Date(Number(milliseconds)).toISOString().replace('Z', `${pad(rest, 4)}Z`);
  }

  function instantOf(text) {
    const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})(\d{4})Z$/.exec(text);
    const milliseconds = parts ? Date.parse(`${parts[1]}Z`) : NaN;
    const ticks = Number.isNaN(milliseconds) ? -1n : BigInt(milliseconds) * 10000n + BigInt(parts[2]) + EPOCH;
    if (ticks < 0n || instantText(ticks) !== text) {
      throw new Wrong(`“${text}”不是时间。`, `"${text}" is no instant.`);
    }
    return ticks;
  }

  function spanText(ticks) {
    const [second, minute, hour, day] = [10000000n, 600000000n, 36000000000n, 864000000000n];
    const clock = `${pad(ticks % day / hour, 2)}:${pad(ticks % hour / minute, 2)}:${pad(ticks % minute / second, 2)}`;
    return `${ticks >= day ? `${ticks / day}.` : ''}${clock}${ticks % second ? `.${pad(ticks % second, 7)}` : ''}`;
  }

  const thresholdText = (threshold) => `${threshold.moreThan ? '>' : ''}${threshold.numerator}/${threshold.denominator}`;

  const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

  /** The definition of leaf 0 as the file has it in plain words. */
  function plain(definition) {
    const { profile } = definition;
    return {
      ...definition,
      profile: {
        ...profile,
        measures: profile.measures.map((rule) => ({
          measure: rule.measure, takePart: thresholdText(rule.takePart), agree: thresholdText(rule.agree), agreeOf: rule.agreeOf,
        })),
        mostExtension: spanText(profile.mostExtension),
      },
      opensAt: instantText(definition.opensAt),
      closesAt: instantText(definition.closesAt),
      rollRoot: hex(definition.rollRoot),
      heads: Number(definition.heads),
      area: Number(definition.area),
      publicKey: base64(definition.publicKey),
    };
  }

  function alike(one, other) {
    if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) {
      return one === other;
    }
    const keys = Object.keys(one);
    return Array.isArray(one) === Array.isArray(other) && keys.length === Object.keys(other).length
      && keys.every((key) => Object.hasOwn(other, key) && alike(one[key], other[key]));
  }

  // ---------- leaves

  function readThreshold(reader) {
    const threshold = { numerator: reader.small('numerator'), denominator: reader.small('denominator', 1n), moreThan: reader.yes('more than') };
    if (threshold.numerator > threshold.denominator) {
      throw unreadable('threshold above the whole');
    }
    return threshold;
  }

  function readDay(reader) {
    const text = reader.text('as of');
    const day = new Date(/^\d{4}-\d\d-\d\d$/.test(text) && !text.startsWith('0000') ? `${text}T00:00:00.000Z` : NaN);
    if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) {
      throw unreadable(`day "${text}"`);
    }
    return text;
  }

  function readProfile(reader) {
    return {
      id: reader.text('profile'),
      name: { zh: reader.text('name'), en: reader.text('name') },
      source: { zh: reader.text('source'), en: reader.text('source') },
      asOf: readDay(reader),
      measures: reader.list('measures', () => ({
        measure: reader.word('measure', ['heads', 'area']),
        takePart: readThreshold(reader),
        agree: readThreshold(reader),
        agreeOf: reader.word('agree of', ['taking-part', 'roll']),
      })),
      modes: reader.list('modes', () => reader.word('mode', MODES)),
      noticeDays: reader.small('notice days'),
      mostProxies: reader.small('most proxies'),
      mostExtension: reader.number('most extension'),
      mayCloseEarly: reader.yes('may close early'),
    };
  }

  function readDefinition(reader) {
    const most = BigInt(Number.MAX_SAFE_INTEGER);
    reader.word('format', [FORMAT]);
    return {
      id: reader.small('id'),
      community: reader.text('community'),
      topic: reader.small('topic'),
      question: reader.text('question'),
      options: reader.list('options', () => ({ code: reader.text('code'), text: reader.text('text') })),
      mode: reader.word('mode', MODES),
      profile: readProfile(reader),
      mayChange: reader.yes('may change'),
      opensAt: reader.instant('opens at'),
      closesAt: reader.instant('closes at'),
      chair: reader.text('chair'),
      scrutineers: reader.list('scrutineers', () => reader.text('scrutineer')),
      rollRoot: reader.field('roll root', 32),
      rollSize: reader.small('roll size'),
      heads: reader.number('heads', 0n, most),
      area: reader.number('area', 0n, most),
      publicKey: reader.field('public key'),
    };
  }

  function below(one, other) {
    const [a, b] = [new TextEncoder().encode(one), new TextEncoder().encode(other)];
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      if (a[at] !== b[at]) {
        return a[at] < b[at];
      }
    }
    return a.length < b.length;
  }

  function readSums(reader) {
    let last = null;
    return reader.list('sums', () => {
      const sum = {
        option: reader.text('option'), ballots: reader.number('ballots', 0n, MAX_INT32), heads: reader.number('heads'), area: reader.number('area'),
      };
      if (last !== null && !below(last, sum.option)) {
        throw unreadable('order of the sums');
      }
      last = sum.option;
      return sum;
    });
  }

  const KINDS = {
    definition: (reader) => ({ definition: readDefinition(reader) }),
    opened: (reader) => ({ at: reader.instant('at'), by: reader.text('by') }),
    ballot: (reader) => ({
      entry: reader.id('entry'), option: reader.text('option'), at: reader.instant('at'), channel: reader.word('channel', CHANNELS),
      by: reader.id('by'), replaces: reader.number('replaces'), salt: reader.field('salt', 16),
    }),
    turnout: (reader) => ({ entry: reader.id('entry'), at: reader.instant('at'), channel: reader.word('channel', CHANNELS), by: reader.id('by') }),
    box: (reader) => ({ ballot: reader.id('ballot'), option: reader.text('option'), phrase: reader.text('phrase') }),
    extended: (reader) => ({ at: reader.instant('at'), closesAt: reader.instant('closes at'), reason: reader.text('reason'), by: reader.text('by') }),
    closed: (reader) => ({ at: reader.instant('at'), by: reader.text('by'), sums: readSums(reader) }),
    cancelled: (reader) => ({ at: reader.instant('at'), reason: reader.text('reason'), by: reader.text('by') }),
    announced: (reader) => ({ at: reader.instant('at'), by: reader.text('by') }),
  };

  function readLeaf(content) {
    const reader = new Reader(content);
    const kind = reader.text('kind');
    if (!Object.hasOwn(KINDS, kind)) {
      throw unreadable(`kind "${kind}"`);
    }
    const leaf = { kind, ...KINDS[kind](reader) };
    reader.end();
    return leaf;
  }

  function readPaper(content) {
    const reader = new Reader(content);
    const paper = {
      place: reader.small('place', 1n), entry: reader.id('entry'), heads: reader.number('heads', 0n, 1n), area: reader.number('area', 0n, MOST_AREA),
    };
    const proxy = reader.field('proxy');
    if (proxy.length !== 0 && proxy.length !== 16) {
      throw unreadable('length of proxy');
    }
    paper.proxy = proxy.length === 0 ? null : hex(proxy);
    paper.commitment = reader.field('commitment', 32);
    reader.end();
    return paper;
  }

  // ---------- the tree

  const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const leafHash = (line) => sha256(join(Uint8Array.of(0), line));

  /** Roots over the first so many of these hashes. */
  class Tree {
    constructor(hashes) {
      this.hashes = hashes;
      this.full = new Map(); // full subtrees are asked for again and again
    }

    root(size = this.hashes.length) { return size === 0 ? sha256(new Uint8Array(0)) : this.over(0, size); }

    async over(from, count) {
      if (count === 1) {
        return this.hashes[from];
      }
      let left = 1;
      while (left * 2 < count) {
        left *= 2;
      }
      const key = left * 2 === count ? `${from}+${count}` : null;
      const known = key && this.full.get(key);
      if (known) {
        return known;
      }
      const node = await sha256(join(Uint8Array.of(1), await this.over(from, left), await this.over(from + left, count - left)));
      if (key) {
        this.full.set(key, node);
      }
      return node;
    }
  }

  /** Section 6, 1: the lines, their hashes, and the first line that does not hang together with the others. */
  async function chain(lines, root) {
    const hashes = await Promise.all(lines.map(leafHash));
    const read = lines.map((line) => {
      try {
        return readLine(line);
      } catch (error) {
        if (error instanceof Wrong) {
          return error;
        }
        throw error;
      }
    });
    const found = { hashes, read, wrong: null };
    for (let index = 0; index < read.length && !found.wrong; index++) {
      const line = read[index];
      if (line instanceof Wrong) {
        found.wrong = { index, why: line.why, judged: false };
      } else if (line.number !== BigInt(index)) {
        const next = read[index + 1];
        const putIn = line.number === BigInt(index - 1) && !same(hashes[index], hashes[index - 1])
          && next !== undefined && !(next instanceof Wrong) && same(next.previous, hashes[index]);
        found.wrong = putIn
          ? { index: index - 1, judged: true, why: { zh: '这一条是插入的。', en: 'It was put in.' } }
          : { index, judged: false, why: { zh: `此处的编号是 ${line.number}：有内容被删除、插入或移动。`, en: `It is numbered ${line.number}: something was left out, put in or moved.` } };
      } else if (index > 0 && !same(line.previous, hashes[index - 1])) {
        const next = read[index + 1];
        const vouched = next !== undefined
          ? !(next instanceof Wrong) && same(next.previous, hashes[index])
          : root !== null && same(await new Tree(hashes.with(index - 1, line.previous)).root(), root);
        found.wrong = vouched
          ? { index: index - 1, judged: true, why: { zh: '内容与后一条所接续的不同：已被改动。', en: 'It is not what the next one was joined to: it was changed.' } }
          : { index, judged: false, why: { zh: '没有接续前一条。', en: 'It does not follow the one before.' } };
      }
    }
    return found;
  }


  // ---------- section 6, 2 and 3

  const fault = (part, number, zh, en) => ({ part, number, why: { zh, en } });
  const faultOf = (part, number, why) => ({ part, number, why });
  const distinct = (items) => new Set(items).size === items.length;

  function wrongDefinition(definition) {
    const { options, profile, scrutineers } = definition;
    if (options.length < 2 || options.length > 20 || !distinct(options.map((option) => option.code))) {
      return new Wrong('选项须为 2 至 20 个，且互不相同。', 'There must be 2 to 20 options, no two alike.');
    }
    if (new Set(scrutineers).size < 2 || scrutineers.includes(definition.chair)) {
      return new Wrong('监票人须为两人以上，且不含主席。', 'There must be two scrutineers or more, and the chair is none.');
    }
    const measures = profile.measures.map((rule) => rule.measure);
    if (measures.length === 0 || !distinct(measures)) {
      return new Wrong('表决规则须有计量方式，且互不相同。', 'The rules must count something, and nothing twice.');
    }
    if (!profile.modes.includes(definition.mode) || (definition.mode === 'C' && measures.includes('area'))) {
      return new Wrong('表决规则不允许这种方式。', 'The rules do not allow this mode.');
    }
    if (definition.closesAt <= definition.opensAt) {
      return new Wrong('结束时间不晚于开始时间。', 'It closes before it opens.');
    }
    return null;
  }

  async function checkRoll(lines, names, definition) {
    const found = await chain(lines, lines.length === definition.rollSize ? definition.rollRoot : null);
    const papers = [];
    const byEntry = new Map();
    for (let index = 0; index < (found.wrong?.index ?? lines.length); index++) {
      let paper;
      try {
        paper = readPaper(found.read[index].content);
      } catch (error) {
        if (error instanceof Wrong) {
          return { fault: faultOf('roll', index + 1, error.why) };
        }
        throw error;
      }
      if (paper.place !== index + 1) {
        return { fault: fault('roll', index + 1, `此处的序号是 ${paper.place}。`, `It has the place ${paper.place}.`) };
      }
      if (byEntry.has(paper.entry)) {
        return { fault: fault('roll', index + 1, '同一编号在名册上出现两次。', 'Its id is on the roll twice.') };
      }
      if (definition.mode === 'C' && paper.heads !== 1n) {
        return { fault: fault('roll', index + 1, '无记名表决每人须计一票。', 'In a secret vote each entry must count one head.') };
      }
      papers.push(paper);
      byEntry.set(paper.entry, paper);
    }
    if (found.wrong) {
      return { fault: faultOf('roll', found.wrong.index + 1, found.wrong.why) };
    }
    if (lines.length < definition.rollSize) {
      return { fault: fault('roll', lines.length + 1, '名册缺少此人。', 'This entry is missing.') };
    }
    if (lines.length > definition.rollSize) {
      return { fault: fault('roll', definition.rollSize + 1, '名册多出此人。', 'This entry was not on the roll.') };
    }
    if (lines.length > 0 && !same(await new Tree(found.hashes).root(), definition.rollRoot)) {
      return { fault: fault('roll', lines.length, '名册与表决开始前确定的不同。', 'The roll is not the one that was settled.') };
    }

    const others = new Map();
    for (const paper of papers.filter((each) => each.proxy !== null)) {
      if (paper.proxy === paper.entry || !byEntry.has(paper.proxy)) {
        return { fault: fault('roll', paper.place, '受托人不是名册上的另一人。', 'Its proxy is nobody else on the roll.') };
      }
      others.set(paper.proxy, (others.get(paper.proxy) ?? 0n) + paper.heads);
      if (others.get(paper.proxy) > BigInt(definition.profile.mostProxies)) {
        return { fault: fault('roll', paper.place, '受托人代表的人数超过规定。', 'Its proxy votes for more others than the rules allow.') };
      }
    }

    for (let index = 0; names && index < Math.max(names.length, papers.length); index++) {
      const name = names[index];
      if (!name || !papers[index] || name.number !== index + 1
        || !same(await sha256(record(name.salt, name.name, name.place, name.account)), papers[index].commitment)) {
        return { fault: fault('roll', index + 1, '姓名与名册所承诺的不符。', 'The name is not the one the roll is bound to.') };
      }
    }

    const sum = (of) => papers.reduce((whole, paper) => whole + paper[of], 0n);
    if (sum('heads') !== definition.heads || sum('area') !== definition.area) {
      return { fault: fault('leaf', 0, '表决设定所写的总人数或总面积与名册不符。', 'The heads or the area it names are not those of the roll.') };
    }
    return { fault: null, byEntry };
  }

  // ---------- section 6, 4

  const OUT_OF_PLACE = () => new Wrong('不应出现在这个位置。', 'It may not stand here.');

  /** The log so far. Each on... takes a leaf of that kind and throws what is wrong with it. */
  class Log {
    constructor(definition, byEntry) {
      Object.assign(this, { definition, byEntry, stage: 'prepared', now: 0n, closesAt: definition.closesAt, closed: null, lastBallot: '' });
      this.secret = definition.mode === 'C';
      this.counting = new Map(); // entry -> the ballot that counts
      this.phrases = new Map();
      this.box = [];
    }

    take(number, leaf) {
      if ((number === 0) !== (leaf.kind === 'definition')) {
        throw new Wrong('表决设定须是且只能是第 0 条。', 'The definition is leaf 0, and no other is one.');
      }
      if (leaf.at !== undefined) {
        if (leaf.at < this.now) {
          throw new Wrong('时间早于前一条。', 'It is earlier than what stands before it.');
        }
        this.now = leaf.at;
      }
      this[`on${leaf.kind}`](leaf, number);
    }

    /** Whether this many ballots may be shown, and so counted, singly. */
    get recounted() { return !this.secret || this.counting.size >= FEWEST_SHOWN; }

    get withinBox() { return this.box.length > 0 && this.stage === 'open'; }

    must(allowed) {
      if (!allowed) {
        throw OUT_OF_PLACE();
      }
    }

    ondefinition() {}

    onopened() {
      this.must(this.stage === 'prepared');
      this.stage = 'open';
    }

    takePart(leaf) {
      this.must(this.stage === 'open' && !this.withinBox);
      if (leaf.at < this.definition.opensAt || leaf.at >= this.closesAt) {
        throw new Wrong('不在表决时间之内。', 'It is not within the time of the vote.');
      }
      const paper = this.byEntry.get(leaf.entry);
      if (!paper) {
        throw new Wrong('投票人不在名册上。', 'The voter is not on the roll.');
      }
      if (leaf.by !== leaf.entry && leaf.by !== paper.proxy) {
        throw new Wrong('代投人不是受托人。', 'Whoever cast it is not the proxy.');
      }
    }

    choose(option) {
      if (!this.definition.options.some((each) => each.code === option)) {
        throw new Wrong(`没有“${option}”这个选项。`, `There is no option "${option}".`);
      }
    }

    onballot(leaf, number) {
      this.must(!this.secret);
      this.takePart(leaf);
      this.choose(leaf.option);
      const earlier = this.counting.get(leaf.entry);
      if (earlier && !this.definition.mayChange) {
        throw new Wrong('此人已经投票，且不得改投。', 'The entry has voted already, and may not vote anew.');
      }
      if (leaf.replaces !== BigInt(earlier?.number ?? 0)) {
        throw new Wrong('所替换的不是此人计票的那一张。', "What it replaces is not the entry's counting ballot.");
      }
      this.counting.set(leaf.entry, { number, option: leaf.option });
    }

    onturnout(leaf, number) {
      this.must(this.secret);
      this.takePart(leaf);
      if (this.counting.has(leaf.entry)) {
        throw new Wrong('此人已经参加过。', 'The entry has taken part already.');
      }
      this.counting.set(leaf.entry, { number });
    }

    onbox(leaf) {
      this.must(this.secret && this.stage === 'open');
      if (!this.recounted) {
        throw new Wrong(`少于 ${FEWEST_SHOWN} 票时不得逐票公布。`, `Fewer than ${FEWEST_SHOWN} ballots may not be shown singly.`);
      }
      if (leaf.ballot <= this.lastBallot) {
        throw new Wrong('选票没有按随机编号排列。', 'The ballots are not in the order of their ids.');
      }
      this.choose(leaf.option);
      if (leaf.phrase === '' || this.phrases.has(leaf.phrase)) {
        throw new Wrong('暗语为空或重复。', "Its phrase is empty, or another ballot's.");
      }
      this.lastBallot = leaf.ballot;
      this.phrases.set(leaf.phrase, leaf);
      this.box.push(leaf);
    }

    onextended(leaf) {
      this.must(this.stage === 'open' && !this.withinBox);
      if (leaf.at >= this.closesAt || leaf.closesAt <= this.closesAt || leaf.closesAt - this.definition.closesAt > this.definition.profile.mostExtension) {
        throw new Wrong('延长不合规定：须在结束之前，且总共不超过上限。', 'It may only be extended before it ends, and not beyond the limit.');
      }
      this.closesAt = leaf.closesAt;
    }

    onclosed(leaf) {
      this.must(this.stage === 'open');
      if (leaf.at < this.closesAt && !this.definition.profile.mayCloseEarly && this.counting.size < this.byEntry.size) {
        throw new Wrong('未到结束时间，名册上还有人没有参加。', 'It was closed before its time though not everybody had taken part.');
      }
      if (this.secret && this.recounted && this.box.length !== this.counting.size) {
        throw new Wrong(`参加 ${this.counting.size} 人，票箱中 ${this.box.length} 票。`, `${this.counting.size} took part, ${this.box.length} ballots were in the box.`);
      }
      if (!this.rightSums(leaf.sums)) {
        throw new Wrong('所写的票数与重新计算的不同。', 'The sums are not those of the ballots.');
      }
      this.closed = leaf;
      this.stage = 'closed';
    }

    rightSums(sums) {
      const codes = this.definition.options.map((option) => option.code);
      if (sums.length !== codes.length || !sums.every((sum) => codes.includes(sum.option))) {
        return false;
      }
      if (!this.recounted) {
        return sums.every((sum) => sum.heads === sum.ballots && sum.area === 0n)
          && sums.reduce((all, sum) => all + sum.ballots, 0n) === BigInt(this.counting.size);
      }
      const counted = new Map(codes.map((code) => [code, { ballots: 0n, heads: 0n, area: 0n }]));
      const add = (option, heads, area) => {
        const sum = counted.get(option);
        sum.ballots += 1n;
        sum.heads += heads;
        sum.area += area;
      };
      if (this.secret) {
        this.box.forEach((ballot) => add(ballot.option, 1n, 0n));
      } else {
        this.counting.forEach((ballot, entry) => add(ballot.option, this.byEntry.get(entry).heads, this.byEntry.get(entry).area));
      }
      return sums.every((sum) => ['ballots', 'heads', 'area'].every((of) => sum[of] === counted.get(sum.option)[of]));
    }

    oncancelled() {
      this.must((this.stage === 'prepared' || this.stage === 'open') && !this.withinBox);
      this.stage = 'cancelled';
    }

    onannounced() {
      this.must(this.stage === 'closed');
      this.stage = 'announced';
    }
  }

  // ---------- section 6, 5

  function readCheckpoint(text) {
    if (!Number.isSafeInteger(text?.vote) || !Number.isSafeInteger(text.size)) {
      throw new Wrong('文件中的检查点有误。', 'The file holds a checkpoint that is none.');
    }
    return { vote: text.vote, size: text.size, root: fromHex(text.root), at: instantOf(text.at), signature: fromBase64(text.signature) };
  }

  async function checkCheckpoints(checkpoints, definition, tree, log) {
    const key = await crypto.subtle.importKey('spki', definition.publicKey, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']).catch(() => null);
    for (const [index, each] of checkpoints.entries()) {
      const signed = record('community-vote-checkpoint/1', BigInt(each.vote), BigInt(each.size), each.root, each.at);
      const genuine = key !== null && each.vote === definition.id && each.size >= 1
        && await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, each.signature, signed);
      if (!genuine) {
        return fault('checkpoint', index + 1, '不是由这次表决的密钥签署的。', 'It was not signed with the key of this vote.');
      }
    }

    const order = (one, other) => one.size - other.size || (one.at < other.at ? -1 : one.at > other.at ? 1 : 0);
    const sorted = checkpoints.slice().sort(order);
    for (const [index, each] of checkpoints.entries()) {
      if (each !== sorted[index] || (index > 0 && order(each, checkpoints[index - 1]) === 0)) {
        return fault('checkpoint', index + 1, '检查点的次序不对，或出现两次。', 'It is out of order, or there twice.');
      }
    }

    const count = tree.hashes.length;
    let vouched = 0;
    for (const each of checkpoints) {
      if (each.size > count) {
        return fault('leaf', count, `检查点证明有 ${each.size} 条，此条起缺失。`, `A checkpoint vouches for ${each.size} leaves; from this one on they are missing.`);
      }
      if (!same(await tree.root(each.size), each.root)) {
        return fault('leaf', each.size === count ? count - 1 : vouched,
          `第 ${vouched} 至 ${each.size - 1} 条与检查点不符：最后一条被改动，或其中一段被重写。`,
          `Leaves ${vouched} to ${each.size - 1} are not those of the checkpoint: the last was changed, or a stretch was made anew.`);
      }
      vouched = each.size;
    }
    if (log.withinBox) {
      return fault('leaf', count, '票箱打开后缺少结束记录。', 'The box was opened and the close is missing.');
    }
    if (['closed', 'announced', 'cancelled'].includes(log.stage) && vouched < count) {
      return fault('leaf', vouched, '从此条起没有检查点证明。', 'From here on no checkpoint vouches for the log.');
    }
    return null;
  }

  // ---------- section 7

  function check(measure, threshold, part, whole) {
    const [have, wanted] = [part * BigInt(threshold.denominator), whole * BigInt(threshold.numerator)];
    const reached = whole > 0n && (threshold.moreThan ? have > wanted : have >= wanted);
    return { measure, threshold: thresholdText(threshold), part, whole, reached };
  }

  function leads(code, sums, profile) {
    return sums.get(code).ballots > 0n
      && [...sums].every(([other, sum]) => other === code || other === 'abstain' || profile.measures.every((rule) => sums.get(code)[rule.measure] > sum[rule.measure]));
  }

  function outcomeOf(definition, closed) {
    const given = new Map(closed.sums.map((sum) => [sum.option, sum]));
    const sums = new Map(definition.options.map((option) => [option.code, given.get(option.code)]));
    const cast = { ballots: 0n, heads: 0n, area: 0n };
    for (const sum of sums.values()) {
      for (const of of Object.keys(cast)) {
        cast[of] += sum[of];
      }
    }
    const leading = sums.has('for')
      ? (sums.get('for').ballots > 0n ? 'for' : null)
      : [...sums.keys()].find((code) => code !== 'abstain' && leads(code, sums, definition.profile)) ?? null;
    const turnout = definition.profile.measures.map((rule) => check(rule.measure, rule.takePart, cast[rule.measure], definition[rule.measure]));
    const agreement = leading === null ? [] : definition.profile.measures.map((rule) =>
      check(rule.measure, rule.agree, sums.get(leading)[rule.measure], rule.agreeOf === 'roll' ? definition[rule.measure] : cast[rule.measure]));
    const carried = leading !== null && [...turnout, ...agreement].every((each) => each.reached) ? leading : null;
    return { sums, cast, turnout, agreement, leading, carried };
  }

  // ---------- all of it

  const isList = (value) => Array.isArray(value);

  const isName = (name) => Number.isSafeInteger(name?.number) && ['name', 'place', 'account'].every((member) => typeof name[member] === 'string');

  /** The file as it was written; throws a Wrong when it is no file of a vote. */
  function readFile(text) {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      throw new Wrong('这不是 JSON 文件。', 'This is no file of JSON.');
    }
    if (file?.format !== FORMAT) {
      throw new Wrong(`这不是“${FORMAT}”格式的表决文件。`, `This is no file of a vote in the format ${FORMAT}.`);
    }
    if (!isList(file.roll) || !isList(file.leaves) || !isList(file.checkpoints) || !isList(file.names ?? []) || !(file.names ?? []).every(isName)
      || typeof file.definition !== 'object') {
      throw new Wrong('文件不完整。', 'The file is not whole.');
    }
    return {
      definition: file.definition, names: file.names?.map((name) => ({ ...name, salt: fromBase64(name.salt) })),
      roll: file.roll.map(fromBase64), leaves: file.leaves.map(fromBase64), checkpoints: file.checkpoints.map(readCheckpoint),
    };
  }

  /** Checks the text of a vote's file. Throws a Wrong only when it is no such file; what is wrong with the vote is in `fault`. */
  async function checkFile(text) {
    const file = readFile(text);
    const whole = file.checkpoints.findLast((each) => each.size === file.leaves.length);
    const found = await chain(file.leaves, whole?.root ?? null);
    const result = { fault: null, stage: 'prepared', definition: null, outcome: null, leaves: [], hashes: found.hashes, checkpoints: file.checkpoints, recounted: false };
    const wrong = (what) => Object.assign(result, { fault: what });
    if (found.wrong?.index === 0) {
      return wrong(faultOf('leaf', 0, found.wrong.why));
    }

    let definition;
    try {
      if (file.leaves.length === 0) {
        throw new Wrong('没有任何记录。', 'There is no leaf.');
      }
      definition = readLeaf(found.read[0].content).definition;
      const broken = definition ? wrongDefinition(definition) : new Wrong('第 0 条须是表决设定。', 'Leaf 0 must be the definition.');
      if (broken) {
        throw broken;
      }
    } catch (error) {
      if (error instanceof Wrong) {
        return wrong(faultOf('leaf', 0, error.why));
      }
      throw error;
    }
    if (!alike(plain(definition), file.definition)) {
      return wrong(fault('definition', 0, '文件所写的表决设定与第 0 条不同。', 'The definition in plain words is not that of leaf 0.'));
    }
    result.definition = definition;

    const roll = await checkRoll(file.roll, file.names, definition);
    if (roll.fault) {
      return wrong(roll.fault);
    }

    const log = new Log(definition, roll.byEntry);
    const judged = found.wrong ? found.wrong.index + (found.wrong.judged ? 1 : 0) : file.leaves.length;
    for (let number = 0; number < judged; number++) {
      try {
        const leaf = readLeaf(found.read[number].content);
        log.take(number, leaf);
        result.leaves.push(leaf);
      } catch (error) {
        if (error instanceof Wrong) {
          return wrong(faultOf('leaf', number, error.why));
        }
        throw error;
      }
    }
    result.stage = log.stage;
    result.recounted = log.recounted;
    result.took = log.counting.size;
    wrong(found.wrong ? faultOf('leaf', found.wrong.index, found.wrong.why) : await checkCheckpoints(file.checkpoints, definition, new Tree(found.hashes), log));
    if (!result.fault && log.closed) {
      result.outcome = outcomeOf(definition, log.closed);
    }
    return result;
  }

  /** The code on a receipt as it should be, from as it was typed; null when it can be none. */
  function readCode(typed) {
    const code = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
    return code.length === 12 && [...code].every((letter) => CODE_DIGITS.includes(letter)) ? code : null;
  }

  function codeOf(hash) {
    let bits = new DataView(hash.buffer, hash.byteOffset, 8).getBigUint64(0) >> 4n;
    let code = '';
    for (let left = 12; left > 0; left--, bits >>= 5n) {
      code = CODE_DIGITS[Number(bits & 31n)] + code;
    }
    return code;
  }

  // However it was typed: composed or not, with the wide space of a Chinese keyboard or a copied one that does not break.
  const readPhrase = (typed) => typed.normalize('NFC').replace(/\s+/g, ' ').trim();

  /**
   * What a receipt's code or a phrase belongs to, as it was typed: `found` is 'ballot' or, by the receipt of a secret vote, 'part' (its voter
   * took part), with the number of the `leaf`; 'unshown' (a phrase, of so few ballots that none is published singly), or 'none'.
   */
  function find(result, typed) {
    const [phrase, code] = [readPhrase(typed), readCode(typed)];
    const leaf = result.leaves.findIndex((each, number) => (each.kind === 'box' && readPhrase(each.phrase) === phrase)
      || ((each.kind === 'ballot' || each.kind === 'turnout') && code !== null && codeOf(result.hashes[number]) === code));
    if (leaf >= 0) {
      return { found: result.leaves[leaf].kind === 'turnout' ? 'part' : 'ballot', leaf };
    }
    const isOver = result.stage === 'closed' || result.stage === 'announced';
    return { found: isOver && !result.recounted && (code === null || phrase.split(' ').length === 2) ? 'unshown' : 'none', leaf };
  }

  /**
   * A checkpoint seen elsewhere, as it was typed or pasted: the size, then the root (16 hex digits of it at least).
   * 'same', 'other' (the log was changed), 'missing' (the log is shorter), or null when it cannot be read.
   */
  async function compare(result, typed) {
    const seen = /(\d+)\D*?[\s,;:/]+([0-9a-f][0-9a-f\s]{14,}[0-9a-f])\s*$/i.exec(typed.trim());
    const root = seen?.[2].replace(/\s/g, '').toLowerCase() ?? '';
    const size = Number(seen?.[1]);
    if (!seen || root.length < 16 || root.length > 64 || size < 1) {
      return null;
    }
    return size > result.hashes.length ? 'missing' : hex(await new Tree(result.hashes).root(size)).startsWith(root) ? 'same' : 'other';
  }

  return { Wrong, checkFile, find, compare, codeOf, readCode, instantText, hex };
})();
