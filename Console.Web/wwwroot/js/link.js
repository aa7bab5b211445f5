// Starts the circuit so that a silent link is known within 5 s, and says on the document what is trusted:
// data-link = up | lost (no connection) | stale (connected, but nothing new for 30 s) | gone (the circuit is no more).
(() => {
  const root = document.documentElement;
  let last = Date.now(), down = false;

  const pad = n => String(n).padStart(2, '0');
  function say(state) {
    if (root.dataset.link === state) { return; }
    if (state !== 'up') {
      // In the estate's time, like every other time on the page.
      const clock = window.consoleClock;
      const when = new Date(clock.now() - (Date.now() - last) * clock.speed() + clock.offset() * 60000);
      const label = document.getElementById('link-last');
      if (label) { label.textContent = `${pad(when.getUTCHours())}:${pad(when.getUTCMinutes())}:${pad(when.getUTCSeconds())}`; }
    }
    if (state === 'lost') { sessionStorage.setItem('link-lost-at', String(window.consoleClock.now() - 5000)); } // cut off up to 5 s before it was noticed
    if (state === 'up') { setTimeout(tellMissed, 1500); }
    root.dataset.link = state;
    document.dispatchEvent(new CustomEvent('console:link', { detail: state }));
  }

  // After a return, also one by a fresh page: how many alerts were decided while nobody could see them.
  function tellMissed() {
    const since = Number(sessionStorage.getItem('link-lost-at'));
    const button = document.getElementById('link-missed');
    if (!since || !button || root.dataset.link !== 'up') { return; }
    sessionStorage.removeItem('link-lost-at');
    const missed = [...document.querySelectorAll('[data-decided]')].filter(row => Number(row.dataset.decided) >= since);
    missed.forEach(row => { row.dataset.missed = ''; });
    button.textContent = button.dataset.words.replace('{0}', missed.length);
    button.hidden = missed.length === 0;
  }
  document.addEventListener('click', event => {
    if (event.target.id !== 'link-missed') { return; }
    event.target.hidden = true;
    document.querySelectorAll('[data-missed]').forEach(row => { delete row.dataset.missed; });
  });
  window.addEventListener('load', () => setTimeout(tellMissed, 3000));

  // A reload while the server is away would end on the browser's own page of errors, which nobody may be there to leave:
  // the page stays, greyed, until the server answers.
  let opening = false;
  async function reopen() {
    if (opening) { return; }
    opening = true;
    for (;;) {
      try {
        if ((await fetch('health/live', { cache: 'no-store', signal: AbortSignal.timeout(3000) })).ok) { break; }
      } catch { /* not yet */ }
      await new Promise(next => { setTimeout(next, 1500); });
    }
    location.reload();
  }

  // The server's pulse (Components/EstateClock.razor) changes data-now every few seconds; with the pulse the data stands still.
  new MutationObserver(changes => {
    if (changes.some(c => c.target.id === 'estate-clock')) { last = Date.now(); if (!down) { say('up'); } }
  }).observe(root, { subtree: true, attributes: true, attributeFilter: ['data-now'] });
  setInterval(() => {
    if (!down && document.querySelector('[data-pulse]') && Date.now() - last > 30000) {
      say('stale');
      if (Date.now() - last > 90000 && document.querySelector('[data-unattended]')) { reopen(); } // elsewhere a person decides
    }
  }, 1000);

  const standard = () => Blazor.defaultReconnectionHandler;
  Blazor.start({
    circuit: {
      configureSignalR: builder => builder.withServerTimeout(4000).withKeepAliveInterval(1500),
      reconnectionHandler: {
        onConnectionDown: () => {
          down = true;
          say('lost');
          standard().onConnectionDown({ dialogId: 'components-reconnect-modal', maxRetries: 1000, retryIntervalMilliseconds: 1000 });
        },
        onConnectionUp: () => {
          down = false;
          last = Date.now();
          say('up');
          standard().onConnectionUp();
        },
      },
    },
  });

  // The handler above tells its progress through this element; ours stays a banner, never a wall before the page.
  const progress = document.createElement('div');
  progress.id = 'components-reconnect-modal';
  progress.hidden = true;
  document.body.append(progress);
  new MutationObserver(() => {
    if (/components-reconnect-(rejected|failed)/.test(progress.className)) {
      say('gone'); // the server was restarted: drafts are kept by drafts.js, so a fresh page loses nothing
      setTimeout(reopen, 1500);
    }
  }).observe(progress, { attributes: true, attributeFilter: ['class'] });
})();
