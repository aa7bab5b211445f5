// Steps of visits on their way to the server: kept on the phone with a key and the instant of the tap until the server has
// answered, sent in order, each as often as it takes. The key makes a second sending harmless. What has waited for longer than
// the server believes is sent no more, and stays until the person has read so. Used by js/field.js.
// A photo goes when no step waits, and stops for one: nobody's outcome waits for a picture on a poor link.
(() => {
  const KEY = 'field.queue';
  const DAY = 24 * 60 * 60 * 1000;
  const BELIEVED = 7 * DAY; // as long as the server takes a step after its tap (ToldStep)
  const KEPT = 30 * DAY;    // of somebody whose sign-in ended and who never came back to this phone
  const confirmed = new Map();      // visit -> stage the server told, until the page knows it too
  let owner = '', busy = false, signedOut = false, changed = () => {}, picture = null, gone = '';

  const isLate = one => !one.refused && Date.now() - one.tapped >= BELIEVED;
  const isGone = one => (one.quiet && isLate(one)) || (one.owner !== owner && Date.now() - one.tapped >= KEPT);
  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return []; } };
  const write = all => { localStorage.setItem(KEY, JSON.stringify(all.filter(one => !isGone(one)))); changed(); };
  const mine = () => read().filter(one => one.owner === owner);
  const waiting = () => mine().filter(one => !one.refused && !isLate(one));

  // quiet: nobody asked for it, so nobody need hear that it was refused.
  function add(visit, act, place, label, body = {}, quiet = false, key = crypto.randomUUID()) {
    if (waiting().some(one => one.visit === visit && one.act === act && JSON.stringify(one.body) === JSON.stringify(body))) { return; }
    write([...read(), { key, owner, visit, act, place, label, body, quiet, tapped: Date.now() }]);
    if (act !== 'photo') { picture?.abort(); }
    flush();
  }

  const next = () => waiting().sort((one, other) => (one.act === 'photo') - (other.act === 'photo'));
  const since = one => Math.max(0, Date.now() - one.tapped);

  const sendStep = one => fetch(`/api/field/visits/${one.visit}/${one.act}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': one.key },
    body: JSON.stringify({ ...one.body, waited: since(one) }),
    signal: AbortSignal.timeout(8000),
  });

  async function sendPhoto(one) {
    const body = await window.fieldPhotos.find(one.key);
    if (!body) { return null; } // the phone has thrown it away
    picture = new AbortController();
    const limit = setTimeout(() => picture.abort(), 60000);
    try {
      return await fetch(`/api/field/visits/${one.visit}/photo?waited=${since(one)}`, {
        method: 'POST', headers: { 'Content-Type': 'application/octet-stream', 'Idempotency-Key': one.key }, body, signal: picture.signal,
      });
    } finally {
      clearTimeout(limit);
    }
  }

  // How long it has waited, never when it was tapped: the phone's clock need not be right.
  async function send(one) {
    try {
      const answer = one.act === 'photo' ? await sendPhoto(one) : await sendStep(one);
      if (!answer) { return { refused: gone }; }
      if (answer.ok) { return { stage: (await answer.json()).stage }; }
      if (answer.status === 401) { return { signedOut: true }; }
      if (answer.status >= 500 || answer.status === 408 || answer.status === 429) { return { away: true }; }
      const told = await answer.json().catch(() => null);
      return { refused: told?.error ?? String(answer.status) };
    } catch {
      return { away: true };
    }
  }

  async function flush() {
    if (busy || !owner) { return; }
    busy = true;
    try {
      for (let [one] = next(); one; [one] = next()) {
        const told = await send(one);
        signedOut = Boolean(told.signedOut);
        if (told.away && one.act === 'photo' && next()[0]?.act !== 'photo') { continue; } // stopped for a step
        if (told.away || told.signedOut) { changed(); break; }
        if (told.stage) { confirmed.set(one.visit, told.stage); }
        if (one.act === 'photo') { window.fieldPhotos.drop(one.key).catch(() => { /* swept at the next start */ }); }
        write(read().flatMap(kept => kept.key !== one.key ? [kept] : told.refused && !one.quiet ? [{ ...kept, refused: told.refused }] : []));
      }
    } finally {
      busy = false;
    }
  }

  const again = () => { if (waiting().length > 0) { flush(); } };
  setInterval(again, 3000);
  addEventListener('online', again);
  document.addEventListener('console:link', again);
  document.addEventListener('visibilitychange', again);

  window.fieldQueue = {
    add, waiting, confirmed, flush,
    refused: () => mine().filter(one => one.refused),
    unsent: () => mine().filter(one => isLate(one) && !one.quiet),
    forget: key => write(read().filter(one => one.key !== key)),
    isSignedOut: () => signedOut,
    start: (me, onChange, pictureGone) => { owner = me; changed = onChange; gone = pictureGone; window.fieldPhotos.sweep(read().map(one => one.key)).catch(() => { /* no pictures are kept here */ }); again(); },
  };
})();
