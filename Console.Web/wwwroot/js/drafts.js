// What was typed survives a reload: fields with data-keep="key" are kept for the tab until they are sent.
// A field that begins with something (data-keep-over) takes up what was typed over it; its key says over what.
(() => {
  const key = field => `draft:${field.dataset.keep}`;

  document.addEventListener('input', event => {
    if (event.target.dataset?.keep) { sessionStorage.setItem(key(event.target), event.target.value); }
  });

  // The server clears a field after sending by setting data-sent to a new value.
  const restore = field => {
    const kept = sessionStorage.getItem(key(field));
    if (kept !== null && kept !== field.value && ('keepOver' in field.dataset || (kept && !field.value))) {
      field.value = kept;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
  };
  new MutationObserver(changes => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType === 1) {
          if (node.dataset?.keep) { restore(node); }
          node.querySelectorAll?.('[data-keep]').forEach(restore);
        }
      }
    }
  }).observe(document.documentElement, { subtree: true, childList: true });

  window.consoleDrafts = {
    forget: (...names) => names.forEach(name => sessionStorage.removeItem(`draft:${name}`)),
    keep: (name, text) => sessionStorage.setItem(`draft:${name}`, text),
    read: name => sessionStorage.getItem(`draft:${name}`),
  };
})();
