// A display nobody touches ([data-unattended]): it stays signed in and awake. How it comes back after a lost link or a
// restart of the server is in js/link.js, for every page.
(() => {
  const RENEW = 30 * 60 * 1000;
  const unattended = () => document.querySelector('[data-unattended]');

  // A sign-in slides with each request, and a page that lives on its circuit makes none for days.
  setInterval(() => {
    if (unattended()) { fetch('welcome', { cache: 'no-store' }).catch(() => { /* away: link.js says so */ }); }
  }, RENEW);

  // Refused where the address is not secure or the display does not know it: then its own settings decide.
  const stayAwake = () => {
    if (unattended() && document.visibilityState === 'visible') { navigator.wakeLock?.request('screen').catch(() => {}); }
  };
  document.addEventListener('visibilitychange', stayAwake);
  window.addEventListener('load', stayAwake);
})();
