// The pages of those who report, which have no circuit: one step at a time, speaking instead of typing, numbers and codes kept on
// this phone where its owner wants that, and a look every few seconds at how far it is.
(() => {
  const store = 'my-repairs';
  const kept = () => { try { return JSON.parse(localStorage.getItem(store) ?? '[]'); } catch { return []; } };

  function steps(form) {
    const last = form.querySelectorAll('[data-step]').length;   // two where a plate has said what and where
    const field = step => form.querySelector(`[data-step="${step}"]`);
    const [back, next, send] = ['back', 'next', 'send'].map(name => form.querySelector(`[data-${name}]`));
    const building = form.elements.building, place = form.elements.place;
    let now = 1;
    function show(step) {
      now = step;
      form.dataset.now = step;
      back.hidden = step === 1;
      next.hidden = step === last;
      send.hidden = step !== last;
      form.querySelectorAll('[data-step-mark]').forEach(mark => {
        const own = Number(mark.dataset.stepMark);
        mark.toggleAttribute('data-now', own === step);
        mark.toggleAttribute('data-past', own < step);
        if (own === step) { mark.setAttribute('aria-current', 'step'); } else { mark.removeAttribute('aria-current'); }
      });
    }
    const valid = () => [...field(now).querySelectorAll('textarea, input, select')].every(one => one.reportValidity());
    const go = step => {
      show(step);
      field(step).querySelector('textarea, select, input')?.focus({ preventScroll: true });
      form.scrollIntoView({ block: 'start' });
    };
    // A building says where it is; without one the place must.
    const need = () => { place.required = building.value === ''; };
    if (building) {
      building.addEventListener('change', need);
      need();
    }
    next.addEventListener('click', () => { if (valid()) { go(now + 1); } });
    back.addEventListener('click', () => go(now - 1));
    form.addEventListener('submit', event => {
      if (now < last) { event.preventDefault(); next.click(); return; }
      ['report-description', 'report-place'].forEach(name => window.consoleDrafts?.forget(name));
    });
    form.querySelector('[data-steps]').hidden = false;
    show(1);
  }

  function speak(button) {
    const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
    if (!Recognition) { return; }
    const text = button.closest('fieldset').querySelector('textarea');
    const word = button.querySelector('span');
    let ears = null;
    const end = () => { ears = null; button.removeAttribute('data-on'); word.textContent = button.dataset.idle; };
    button.hidden = false;
    button.addEventListener('click', () => {
      if (ears) { ears.stop(); return; }
      ears = new Recognition();
      ears.lang = button.lang;
      ears.continuous = true;
      ears.onresult = event => {
        for (let i = event.resultIndex; i < event.results.length; i++) {
          if (event.results[i].isFinal) {
            text.value = (text.value + event.results[i][0].transcript).slice(0, text.maxLength);
            text.dispatchEvent(new Event('input', { bubbles: true }));
          }
        }
      };
      ears.onend = end;
      ears.onerror = end;
      button.setAttribute('data-on', '');
      word.textContent = button.dataset.listening;
      ears.start();
    });
  }

  function remember(button) {
    button.addEventListener('click', () => {
      const one = { number: button.dataset.remember, code: button.dataset.rememberCode };
      localStorage.setItem(store, JSON.stringify([one, ...kept().filter(other => other.number !== one.number)].slice(0, 20)));
      button.querySelector('span').textContent = button.dataset.remembered;
      button.disabled = true;
    });
  }

  function list(box) {
    const all = kept();
    for (const { number, code } of all) {
      const link = document.createElement('a');
      link.href = `/report/${encodeURIComponent(number)}?code=${encodeURIComponent(code)}`;
      link.textContent = box.dataset.word.replace('{0}', number);
      const item = document.createElement('li');
      item.append(link);
      box.querySelector('ul').append(item);
    }
    box.hidden = all.length === 0;
  }

  // Somebody who writes is not disturbed; a page in the background asks nobody.
  async function lookAgain() {
    const section = document.querySelector('[data-look-again]');
    if (!section || document.hidden || !section.dataset.lookAgain) { return; }
    if ([...section.querySelectorAll('textarea, input[type="radio"]')].some(one => one.checked || (one.tagName === 'TEXTAREA' && one.value))) { return; }
    try {
      const address = new URL(location.href);
      ['new', 'said', 'refused'].forEach(name => address.searchParams.delete(name));
      const answer = await fetch(address, { headers: { accept: 'text/html' } });
      const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-look-again]');
      if (fresh && fresh.dataset.lookAgain !== section.dataset.lookAgain) { section.replaceWith(fresh); }
    } catch { /* no link: the next look may have one */ }
  }

  document.addEventListener('DOMContentLoaded', () => {
    document.querySelectorAll('form[data-report]').forEach(steps);
    document.querySelectorAll('[data-speak]').forEach(speak);
    document.querySelectorAll('[data-remember]').forEach(remember);
    document.querySelectorAll('[data-kept]').forEach(list);
    if (document.querySelector('[data-look-again]')) { setInterval(lookAgain, 5000); }
  });
})();
