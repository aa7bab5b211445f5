// Steps of visits on their way to the server: kept on the phone with a key and the instant of the tap until the server has
// answered, sent in order, each as often as it takes. The key makes a second sending harmless. Used by js/field.js.
(() => {
  const KEY = 'field.queue';
  const KEPT = 24 * 60 * 60 * 1000; // of somebody whose sign-in ended and who never came back to this phone
  const confirmed = new Map();      // visit -> stage the server told, until the page knows it too
  let owner = '', busy = false, signedOut = false, changed = () => {};

  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return []; } };
  const write = all => { localStorage.setItem(KEY, JSON.stringify(all.filter(one => Date.now() - one.tapped < KEPT))); changed(); };
  const mine = () => read().filter(one => one.owner === owner);
  const waiting = () => mine().filter(one => !one.refused);

  // quiet: nobody asked for it, so nobody need hear that it was refused.
  function add(visit, act, place, label, body = {}, quiet = false) {
    if (waiting().some(one => one.visit === visit && one.act === act && JSON.stringify(one.body) === JSON.stringify(body))) { return; }
    write([...read(), { key: crypto.randomUUID(), owner, visit, act, place, label, body, quiet, tapped: Date.now() }]);
    flush();
  }

  // How long it has waited, never when it was tapped: the phone's clock need not be right.
  async function send(one) {
    try {
      const answer = await fetch(`/api/field/visits/${one.visit}/${one.act}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': one.key },
        body: JSON.stringify({ ...one.body, waited: Math.max(0, Date.now() - one.tapped) }),
        signal: AbortSignal.timeout(8000),
      });
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
      for (let [one] = waiting(); one; [one] = waiting()) {
        const told = await send(one);
        signedOut = Boolean(told.signedOut);
        if (told.away || told.signedOut) { changed(); break; }
        if (told.stage) { confirmed.set(one.visit, told.stage); }
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
    forget: key => write(read().filter(one => one.key !== key)),
    isSignedOut: () => signedOut,
    start: (me, onChange) => { owner = me; changed = onChange; again(); },
  };
})();
