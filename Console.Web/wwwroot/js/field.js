// The field worker's page ([data-field]): every step goes through the queue, so that it is the same with and without a link.
// A card shows the furthest of what the server drew, what it answered and what is on its way; nothing waits for the circuit.
(() => {
  const STAGES = ['Waiting', 'Ready', 'OnTheWay', 'Arrived', 'Inside', 'Over'];
  const LEADS = { depart: 'OnTheWay', arrive: 'Arrived', enter: 'Inside', outcome: 'Over' };
  const SEEN = 'field.seen', SHIFT = 12 * 60 * 60 * 1000, ASLEEP = 1500;
  const APPLE = /iPhone|iPad|Macintosh/.test(navigator.userAgent); // knows no geo: addresses
  const queue = window.fieldQueue;
  const drawn = new Map(); // visit -> stage on the page when the server's answer came
  let root, words = {};

  const rank = stage => STAGES.indexOf(stage);
  const put = (element, text) => { if (element && element.textContent !== text) { element.textContent = text; } };
  const stateOf = (element, name, value) => { if (element.dataset[name] !== value) { element.dataset[name] = value; } };
  // In the estate's time, like every other time on the page; the offline page has only the phone's.
  const clock = at => {
    const estate = window.consoleClock;
    const when = estate ? new Date(estate.now() - (Date.now() - at) * estate.speed() + estate.offset() * 60000) : new Date(at - new Date(at).getTimezoneOffset() * 60000);
    return when.toISOString().slice(Date.now() - at < SHIFT ? 11 : 5, 16).replace('T', ' '); // of another day with its date
  };
  const fill = (text, ...parts) => parts.reduce((all, part, n) => all.replace(`{${n}}`, part), text ?? '');
  const linkIsUp = () => navigator.onLine && document.documentElement.dataset.link === 'up';

  function draw(card) {
    const id = card.dataset.visit, own = card.dataset.state;
    const known = queue.confirmed.get(id);
    if (known && drawn.has(id) && drawn.get(id) !== own) { queue.confirmed.delete(id); drawn.delete(id); }
    else if (known) { drawn.set(id, drawn.get(id) ?? own); }
    const mine = queue.waiting().filter(one => one.visit === id);
    const stage = [own, queue.confirmed.get(id), ...mine.map(one => LEADS[one.act])].filter(Boolean).sort((a, b) => rank(b) - rank(a))[0];
    stateOf(card, 'now', stage);
    stateOf(card, 'said', mine.map(one => one.act).join(' '));
    card.querySelectorAll('.steps li').forEach(step => {
      const from = rank(step.dataset.from), to = rank(step.dataset.to), at = rank(stage);
      step.classList.toggle('passed', at > to);
      if (at >= from && at <= to) { step.setAttribute('aria-current', 'step'); } else { step.removeAttribute('aria-current'); }
    });
    card.querySelectorAll('[data-act=accept], [data-act=second], [data-act=join]').forEach(button => {
      button.classList.toggle('told', mine.some(one => one.act === button.dataset.act));
    });
    if (APPLE) { card.querySelectorAll('[data-route]').forEach(route => { route.href = `https://maps.apple.com/?q=${route.dataset.route}`; }); }
    drawPhotos(card, mine.filter(one => one.act === 'photo'));
    const late = mine.filter(isAsleep);
    const sentence = queue.isSignedOut() ? words.signedOut : words.waiting;
    put(card.querySelector('.going-wait'), late.map(one => fill(sentence, one.label, clock(one.tapped))).join('\n'));
  }

  // Pictures on their way, until the server shows them.
  function drawPhotos(card, photos) {
    const list = card.querySelector('.going-shots'), shown = photos.map(one => one.key).join();
    if (!list || (list.dataset.shown ?? '') === shown) { return; }
    list.dataset.shown = shown;
    list.replaceChildren(...photos.map(one => {
      const image = document.createElement(one.body.thumb ? 'img' : 'span');
      if (one.body.thumb) { Object.assign(image, { src: one.body.thumb, alt: words.photoWaits }); } else { image.textContent = words.photoWaits; }
      return image;
    }));
  }

  const isAsleep = one => !linkIsUp() || (one.act !== 'photo' && Date.now() - one.tapped > ASLEEP); // a picture takes its time

  // What no card can say: refused; too old to be sent; waiting, of a visit that is not on the page any more.
  function drawRefused() {
    const list = root.querySelector('[data-refused]');
    const here = new Set([...root.querySelectorAll('[data-visit]')].map(card => card.dataset.visit));
    const all = [
      ...queue.refused().map(one => ({ one, sentence: words.refused, over: true })),
      ...queue.unsent().map(one => ({ one, sentence: words.late, over: true })),
      ...queue.waiting().filter(one => !here.has(one.visit) && isAsleep(one)).map(one => ({ one, sentence: words.elsewhere, over: false })),
    ];
    const shown = all.map(({ one, over }) => one.key + over).join();
    if (!list || list.dataset.shown === shown) { return; }
    list.dataset.shown = shown;
    list.replaceChildren(...all.map(({ one, sentence, over }) => {
      const item = document.createElement('li'), done = document.createElement('button');
      item.textContent = fill(sentence, one.place, one.label, clock(one.tapped), one.refused) + (one.body.note ? ` ${fill(words.note, one.body.note)}` : '');
      if (!over) { return item; }
      done.type = 'button';
      done.className = 'button';
      done.textContent = words.understood;
      done.addEventListener('click', () => queue.forget(one.key));
      item.append(' ', done);
      return item;
    }));
  }

  // What is shown without a link: only what the page marks for it, and numbers that stand there in full already. A visit that is
  // over, by the server's word or by this phone's own, leaves nothing behind.
  function keep() {
    if (root.hasAttribute('data-offline-page')) { return; }
    const visits = [...root.querySelectorAll('[data-visit]')].filter(card => card.dataset.now !== 'Over').map(card => {
      const copy = card.cloneNode(false);
      copy.append(...[...card.querySelectorAll('[data-offline]')].map(part => part.cloneNode(true)));
      card.querySelectorAll('a.phone[href^="tel:"]').forEach(phone => copy.append(phone.cloneNode(true)));
      copy.querySelectorAll('.going-wait, .going-shots').forEach(line => { line.textContent = ''; line.removeAttribute('data-shown'); });
      return copy.outerHTML;
    });
    localStorage.setItem(SEEN, JSON.stringify({ me: root.dataset.me, at: Date.now(), lang: document.documentElement.lang, title: words.title, words: root.dataset.words, visits }));
  }

  function render() {
    if (!root?.isConnected) { return; }
    root.querySelectorAll('[data-visit]').forEach(draw);
    drawRefused();
    keep();
  }

  // The offline page has no server to draw it: it shows what was seen last.
  function restore(page) {
    const seen = JSON.parse(localStorage.getItem(SEEN) ?? 'null');
    const look = /(?:^|; )look=(\w+)\.(\w+)/.exec(document.cookie);
    if (look) { Object.assign(document.documentElement.dataset, { theme: look[1], font: look[2] }); }
    document.documentElement.dataset.link = 'lost';
    if (!seen) { return; }
    document.documentElement.lang = seen.lang;
    document.title = seen.title;
    Object.assign(page.dataset, { me: seen.me, words: seen.words });
    const told = JSON.parse(seen.words);
    put(page.querySelector('h1'), told.title);
    put(page.querySelector('.field-seen'), fill(told.seen, clock(seen.at)));
    page.querySelector('.field-cards').innerHTML = seen.visits.join('');
    const untouched = () => !page.querySelector('input:checked') && ![...page.querySelectorAll('textarea')].some(note => note.value);
    setInterval(async () => {
      const back = await fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(3000) }).then(answer => answer.ok, () => false);
      if (back && untouched() && queue.waiting().length === 0) { location.reload(); }
    }, 3000);
  }

  // Of yesterday, on whatever page the phone is opened: whoever did not sign out has no use of it any more.
  function forgetOld() {
    if (Date.now() - (JSON.parse(localStorage.getItem(SEEN) ?? 'null')?.at ?? Infinity) > SHIFT) { localStorage.removeItem(SEEN); }
  }

  function start() {
    forgetOld();
    const found = document.querySelector('[data-field]');
    if (!found || found === root) { return; }
    root = found;
    if (root.hasAttribute('data-offline-page')) { restore(root); }
    if (!root.dataset.me) { return; }
    const seen = JSON.parse(localStorage.getItem(SEEN) ?? 'null');
    if (seen && seen.me !== root.dataset.me) { localStorage.removeItem(SEEN); } // somebody else's list
    words = JSON.parse(root.dataset.words);
    queue.start(root.dataset.me, () => { render(); setTimeout(render, ASLEEP + 100); }, words.photoGone);
    navigator.serviceWorker?.register('/field-worker.js', { scope: '/field' }).catch(() => { /* no secure address: the page works, only not without a link */ });
    render();
  }

  const placeOf = card => card.querySelector('h2')?.textContent.trim() ?? '';
  const tell = (card, act, label, body, quiet) => queue.add(card.dataset.visit, act, placeOf(card), label, body, quiet);
  const complain = (card, sentence) => put(card.querySelector('.going-say'), sentence);

  function outcome(card, label) {
    const chosen = card.querySelector('.choices input:checked')?.value, note = card.querySelector('.going-note textarea')?.value.trim() ?? '';
    if (card.querySelector('.choices') && !chosen) { complain(card, words.choose); return; }
    if (chosen === 'Other' && !note) { complain(card, words.otherNote); return; }
    complain(card, '');
    tell(card, 'outcome', label, { outcome: chosen, note });
    window.consoleDrafts?.forget(`visit-${card.dataset.visit}`);
  }

  // A step of its own, taken at once: the outcome neither waits for it nor for what becomes of it.
  async function photograph(card, file) {
    const shrunk = await window.fieldPhotos.shrink(file), key = crypto.randomUUID();
    if (!shrunk) { complain(card, words.photoUnread); return; }
    try { await window.fieldPhotos.keep(key, shrunk.picture); } catch { complain(card, words.photoNotKept); return; }
    complain(card, '');
    queue.add(card.dataset.visit, 'photo', placeOf(card), words.photo, { thumb: shrunk.thumb }, false, key);
  }

  // Metres on a sphere: over an estate as good as any.
  function metres(from, to) {
    const rad = degrees => degrees * Math.PI / 180, half = (a, b) => Math.sin((rad(b) - rad(a)) / 2) ** 2;
    const part = half(from.latitude, to.latitude) + Math.cos(rad(from.latitude)) * Math.cos(rad(to.latitude)) * half(from.longitude, to.longitude);
    return Math.round(2 * 6371000 * Math.asin(Math.sqrt(part)));
  }

  // After the arrival, never before it and never needed. The position stays here: only how far it is from the building is told.
  function proveHere(card, quiet) {
    const say = sentence => { if (!quiet) { complain(card, sentence); } };
    const { lat, lon, radius } = card.dataset;
    if (!lat || !lon) { say(words.noBuilding); return; }
    navigator.geolocation?.getCurrentPosition(({ coords }) => {
      const distance = metres(coords, { latitude: Number(lat), longitude: Number(lon) }), accuracy = Math.round(coords.accuracy);
      if (distance > Number(radius) || accuracy > Number(radius)) { say(fill(words.far, distance, accuracy)); return; }
      say('');
      tell(card, 'prove', words.proof, { distance, accuracy }, quiet);
    }, () => say(words.noPosition), { enableHighAccuracy: true, timeout: 10000, maximumAge: 30000 });
  }

  // Whoever has allowed it once is not asked again.
  const proveQuietly = card => navigator.permissions?.query({ name: 'geolocation' })
    .then(allowed => { if (allowed.state === 'granted') { proveHere(card, true); } }, () => { /* a browser that cannot say: the button is there */ });

  function proveCode(card) {
    const code = card.querySelector('.going-code input').value.trim();
    if (!code) { complain(card, words.code); return; }
    complain(card, '');
    tell(card, 'prove', words.proof, { code });
  }

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-field] [data-act]'), card = button?.closest('[data-visit]');
    if (!card) { return; }
    const label = button.dataset.label ?? button.textContent.trim();
    switch (button.dataset.act) {
      case 'outcome': outcome(card, label); break;
      case 'prove-here': proveHere(card, false); break;
      case 'prove-code': proveCode(card); break;
      case 'arrive': tell(card, 'arrive', label); proveQuietly(card); break;
      default: tell(card, button.dataset.act, label, button.dataset.service ? { service: button.dataset.service } : {});
    }
  });

  document.addEventListener('change', event => {
    const input = event.target.closest('[data-field] input[data-photo]'), card = input?.closest('[data-visit]');
    const [file] = input?.files ?? [];
    if (!card || !file) { return; }
    photograph(card, file);
    input.value = ''; // the same picture may be chosen again
  });

  // Whoever signs out leaves nothing behind; what has not been sent yet would be lost with it.
  document.addEventListener('submit', event => {
    if (!event.target.matches('form[action="/sign-out"]')) { return; }
    const left = queue.waiting().length + queue.unsent().length;
    if (left > 0 && !confirm(fill(words.unsent, left))) { event.preventDefault(); return; }
    ['field.queue', SEEN].forEach(name => localStorage.removeItem(name));
    window.fieldPhotos.forget();
    window.caches?.delete('field');
  });

  addEventListener('online', render);
  addEventListener('offline', render);
  document.addEventListener('console:link', render);
  new MutationObserver(() => { start(); render(); })
    .observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state', 'data-revealed'] });
  start();
})();
