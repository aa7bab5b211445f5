// A voter's phone sends its ballot itself, again and again with the same key until it is answered: it is in once, or refused, never unknown.
// What was chosen and what is under way is kept for the tab until it is answered, so that neither a lost link nor a fresh page loses it.
(() => {
  const keep = sessionStorage;
  const nameOf = box => `${box.dataset.ballot}:${box.dataset.entry}`;
  const boxOf = name => [...document.querySelectorAll('[data-ballot][data-own]')].find(box => nameOf(box) === name);
  const read = (kind, name) => JSON.parse(keep.getItem(`${kind}:${name}`) ?? 'null');
  const write = (kind, name, value) => keep.setItem(`${kind}:${name}`, JSON.stringify(value));
  const drop = (kind, name) => keep.removeItem(`${kind}:${name}`);
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
  const under = new Set();
  const grouped = code => code.match(/.{1,4}/g).join('-');
  let told = 0;

  // The page draws the receipt as soon as its circuit answers; until then the box itself says it.
  function tell(refused) {
    const page = document.querySelector('[data-told]');
    if (!page) { return; }
    page.value = refused;
    page.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function show(name) {
    const box = boxOf(name);
    if (!box) { return; }
    const answer = read('ballot-answer', name);
    box.toggleAttribute('data-busy', under.has(name));
    box.toggleAttribute('data-done', Boolean(answer?.code));
    if (answer?.code) { box.querySelector('[data-sent]').textContent = `${answer.leaf} · ${grouped(answer.code)}`; }
    const refused = box.querySelector('[data-refused]');
    refused.hidden = !answer?.refused;
    refused.textContent = answer?.refused ?? '';
  }

  // Asked again after as many seconds as the answer wishes, a minute at most; without a wish, or without any answer, after one.
  class NoAnswer extends Error {
    constructor(wished) {
      super('no answer yet');
      this.seconds = Math.min(Math.max(Number(wished) || 1, 1), 60);
    }
  }

  async function ask(name, ballot) {
    const answer = await fetch(`/api/votes/${name.split(':')[0]}/ballots`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(ballot), signal: AbortSignal.timeout(8000),
    });
    if (answer.ok) { return answer.json(); }
    if (answer.status === 401) { return { refused: boxOf(name)?.dataset.signedOut ?? '401' }; }
    if (answer.status >= 500 || answer.status === 408 || answer.status === 429) { throw new NoAnswer(answer.headers.get('Retry-After')); }

    // A refusal need not be in our words: something between the phone and the program may have spoken.
    const said = await answer.json().catch(() => null);
    return { refused: said?.error ?? boxOf(name)?.dataset.refusedOther?.replace('{0}', answer.status) ?? String(answer.status) };
  }

  async function send(name) {
    if (under.has(name)) { return; }
    under.add(name);
    drop('ballot-answer', name);
    show(name);
    const ballot = read('ballot', name);   // the same key each time
    for (;;) {
      try {
        write('ballot-answer', name, await ask(name, ballot));
        break;
      } catch (fault) {
        await new Promise(next => { setTimeout(next, (fault.seconds ?? 1) * 1000); });   // no answer is no refusal
      }
    }
    drop('ballot-choice', name);
    drop('ballot', name);
    under.delete(name);
    show(name);
    tell(read('ballot-answer', name).refused ?? '');
    told++;
  }

  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-own] [data-cast]');
    if (button) {
      const box = button.closest('[data-ballot]');
      const phrase = box.querySelector('[data-phrase]')?.value.trim() ?? '';
      if (phrase) { write('ballot-phrase', nameOf(box), phrase); }
      write('ballot', nameOf(box), { option: button.dataset.cast, clientKey: newKey(), entry: box.dataset.entry, phrase });
      send(nameOf(box));
      return;
    }
    const copy = event.target.closest?.('[data-copy]');
    if (copy) { copyText(copy.dataset.copy).then(() => { copy.dataset.copied = ''; }); }
    const swap = event.target.closest?.('[data-own] [data-swap]');
    if (swap) { drop('ballot-phrase', nameOf(swap.closest('[data-ballot]'))); }
  });

  // The clipboard of browsers is for secure addresses only; a community's own server may have none.
  async function copyText(text) {
    if (navigator.clipboard) { return navigator.clipboard.writeText(text); }
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }

  document.addEventListener('input', event => {
    if (event.target.matches?.('[data-own] [data-phrase]')) { write('ballot-phrase', nameOf(event.target.closest('[data-ballot]')), event.target.value); }
  });

  document.addEventListener('change', event => {
    const box = event.target.closest?.('[data-own]');
    if (box && event.target.matches('input[type=radio]')) { write('ballot-choice', nameOf(box), event.target.value); }
  });

  function restore(box) {
    const name = nameOf(box);
    const chosen = read('ballot-choice', name);
    const radio = chosen && [...box.querySelectorAll('input[type=radio]')].find(one => one.value === chosen);
    if (radio) { radio.checked = true; }
    const phrase = box.querySelector('[data-phrase]');
    const noted = phrase && read('ballot-phrase', name);
    if (noted) { phrase.value = noted; phrase.dispatchEvent(new Event('input', { bubbles: true })); }
    else if (phrase?.value) { write('ballot-phrase', name, phrase.value); }

    // A form that is drawn anew is drawn by a server that knows what was cast: an older answer says nothing any more.
    if (read('ballot', name)) { send(name); } else { drop('ballot-answer', name); }
    show(name);
  }

  // The receipt of a secret ballot shows its phrase from this phone's memory: the program has it beside no name.
  function remind(place) {
    const vote = location.pathname.split('/')[2];
    const phrase = read('ballot-phrase', `${vote}:${place.dataset.phraseOf}`);
    if (phrase) { place.querySelector('dd').textContent = phrase; place.hidden = false; }
  }

  // What a receipt proves is in: nothing of it is sent again when the form opens anew, and what was chosen is nobody's to find.
  function forget(receipt) {
    const name = `${location.pathname.split('/')[2]}:${receipt.dataset.of}`;
    ['ballot', 'ballot-choice'].forEach(kind => drop(kind, name));
  }

  function look(node) {
    if (node.nodeType !== 1) { return; }
    for (const receipt of [node, ...node.querySelectorAll('[data-receipt]')]) { if (receipt.matches('[data-receipt]')) { forget(receipt); } }
    for (const box of [node, ...node.querySelectorAll('[data-ballot][data-own]')]) { if (box.matches('[data-ballot][data-own]')) { restore(box); } }
    for (const place of [node, ...node.querySelectorAll('[data-phrase-of]')]) { if (place.matches('[data-phrase-of]')) { remind(place); } }
  }
  new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(look))).observe(document.documentElement, { subtree: true, childList: true });
  look(document.body);

  // Told while the circuit was away, it heard nothing.
  document.addEventListener('console:link', event => {
    if (event.detail === 'up' && told > 0) { tell([...document.querySelectorAll('[data-ballot][data-own]')].map(box => read('ballot-answer', nameOf(box))?.refused).find(Boolean) ?? ''); }
  });
})();
