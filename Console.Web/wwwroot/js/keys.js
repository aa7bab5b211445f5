// One table of keys for every screen: an element with data-key="t" is pressed by T, "/" puts the cursor into
// [data-key="/"], J and K walk the elements with data-row that are still there. Nothing happens while somebody types.
(() => {
  const typing = target => target.closest?.('input, textarea, select, [contenteditable]');

  function walk(step) {
    const rows = [...document.querySelectorAll('[data-row]:not(.gone)')].filter(row => row.offsetParent !== null);
    if (rows.length === 0) { return; }
    const at = rows.findIndex(row => row === document.activeElement || row.getAttribute('aria-current') === 'true');
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
    next.click();
  }

  document.addEventListener('keydown', event => {
    // Done searching: the hands are back on the list, and J goes on from there.
    if ((event.key === 'Enter' || event.key === 'Escape') && !event.isComposing && event.target.matches?.('input[data-key="/"]')) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) { return; }
    const key = event.key.toLowerCase();
    const open = document.querySelector('.rz-dialog');
    if (open) { return; }
    if (key === 'j' || key === 'k') { event.preventDefault(); walk(key === 'j' ? 1 : -1); return; }
    const target = [...document.querySelectorAll('[data-key]')]
      .find(e => e.dataset.key === key && e.offsetParent !== null && !e.disabled);
    if (!target) { return; }
    event.preventDefault();
    if (target.matches('input')) { target.focus(); target.select(); } else { target.click(); }
  });
})();
