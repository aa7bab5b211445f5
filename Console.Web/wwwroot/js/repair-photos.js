// Pictures of a repair: made small in the browser (js/field-photos.js), kept by the server at once, named by their ids when the form is sent.
// Works for a plain form and for a dialog of the circuit, which hears the change of the field.
(() => {
  const MOST = 6;

  async function take(box, files) {
    const field = box.querySelector('[data-ids]'), list = box.querySelector('ul'), said = box.querySelector('[role="status"]');
    const send = box.closest('form, .ask')?.querySelectorAll('[type="submit"], .primary') ?? [];
    const ids = () => field.value.split(',').filter(Boolean);
    const set = all => {
      field.value = all.join(',');
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    box.setAttribute('aria-busy', 'true');
    send.forEach(button => { button.inert = true; });   // a form sent now would leave the picture behind
    said.textContent = box.dataset.sending;
    let refused = '';
    for (const file of files) {
      if (ids().length >= MOST) { refused = box.dataset.most; break; }
      try {
        const small = await window.fieldPhotos.shrink(file);
        const answer = small && await fetch('/api/repairs/photos', { method: 'POST', body: small.picture, headers: { 'content-type': 'image/jpeg' } });   // judged by its content
        if (!answer?.ok) { refused = (answer && (await answer.json().catch(() => null))?.error) || box.dataset.failed; continue; }
        const { photo } = await answer.json();
        if (ids().includes(photo)) { continue; }
        set([...ids(), photo]);
        const item = document.createElement('li'), picture = new Image(), drop = document.createElement('button');
        picture.src = small.thumb || 'data:,';
        picture.alt = file.name;
        drop.type = 'button';
        drop.className = 'button';
        drop.textContent = box.dataset.drop;
        drop.addEventListener('click', () => { set(ids().filter(id => id !== photo)); item.remove(); });
        item.append(picture, drop);
        list.append(item);
      } catch { refused = box.dataset.failed; }
    }
    said.textContent = refused;
    send.forEach(button => { button.inert = false; });
    box.removeAttribute('aria-busy');
  }

  document.addEventListener('change', event => {
    if (!event.target.matches('[data-photos] input[type="file"]')) { return; }
    const files = [...event.target.files];
    event.target.value = '';
    take(event.target.closest('[data-photos]'), files);
  });
})();
