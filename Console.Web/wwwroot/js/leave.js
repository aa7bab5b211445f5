// Whoever signs out, or comes back to the sign-in, leaves no ballot and no phrase in the tab. The header that clears a site's
// storage is heard at secure addresses only, and not by every browser for what a tab keeps.
(() => {
  const forget = () => Object.keys(sessionStorage).filter(key => key.startsWith('ballot')).forEach(key => sessionStorage.removeItem(key));

  // At the window: whoever was asked and thought better of it has not signed out.
  addEventListener('submit', event => {
    if (event.target.matches('form[action="/sign-out"]') && !event.defaultPrevented) { forget(); }
  });
  if (document.querySelector('form[action="/sign-in"]')) { forget(); }
})();
